/** What a change of the encoder costs, measured on a data set that two encoders see. */
@NullMarked
package io.alluvium.evaluation.swap;

import org.jspecify.annotations.NullMarked;
