/** Sets of answers that hold the true one as often as promised, and how sure an answer is. */
@NullMarked
package io.alluvium.learning.coverage;

import org.jspecify.annotations.NullMarked;
