/** Accuracy by labels spent, for several ways of asking. */
@NullMarked
package io.alluvium.evaluation.ask;

import org.jspecify.annotations.NullMarked;
