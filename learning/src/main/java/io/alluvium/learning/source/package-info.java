/** What is known of each source while its samples come: whether it has changed, and where to. */
@NullMarked
package io.alluvium.learning.source;

import org.jspecify.annotations.NullMarked;
