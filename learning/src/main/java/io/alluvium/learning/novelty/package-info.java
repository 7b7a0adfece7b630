/** How little a sample looks like any known class, and what such samples have in common. */
@NullMarked
package io.alluvium.learning.novelty;

import org.jspecify.annotations.NullMarked;
