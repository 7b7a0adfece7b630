/** Ratios against the limits measured in the same run. */
@NullMarked
package io.alluvium.benchmarks;

import org.jspecify.annotations.NullMarked;
