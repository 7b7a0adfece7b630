/** Offline evaluation: the learner of LEARN over data sets, without a broker. */
@NullMarked
package io.alluvium.evaluation;

import org.jspecify.annotations.NullMarked;
