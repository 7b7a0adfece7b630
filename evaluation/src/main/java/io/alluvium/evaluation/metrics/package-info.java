/** How good predictions were: counts first, everything else from them. */
@NullMarked
package io.alluvium.evaluation.metrics;

import org.jspecify.annotations.NullMarked;
