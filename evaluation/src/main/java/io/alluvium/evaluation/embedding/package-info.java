/** From the rows of a data set to embedded examples. */
@NullMarked
package io.alluvium.evaluation.embedding;

import org.jspecify.annotations.NullMarked;
