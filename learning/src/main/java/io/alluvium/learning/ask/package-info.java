/** Which samples somebody is asked to label, under a budget. */
@NullMarked
package io.alluvium.learning.ask;

import org.jspecify.annotations.NullMarked;
