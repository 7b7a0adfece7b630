/** Embedded examples on disk, so that an encoder is used once. */
@NullMarked
package io.alluvium.evaluation.cache;

import org.jspecify.annotations.NullMarked;
