/** Finished evaluations side by side. */
@NullMarked
package io.alluvium.evaluation.compare;

import org.jspecify.annotations.NullMarked;
