/** Kernels and dense linear algebra over plain arrays: not imported from other modules. */
@NullMarked
package io.alluvium.learning.internal;

import org.jspecify.annotations.NullMarked;
