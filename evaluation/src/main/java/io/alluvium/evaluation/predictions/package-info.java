/** Every graded answer of an evaluation, in files that other tools read. */
@NullMarked
package io.alluvium.evaluation.predictions;

import org.jspecify.annotations.NullMarked;
