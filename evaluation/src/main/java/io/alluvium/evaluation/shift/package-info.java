/**
 * Streams in which sources shift and return, and what adapters, detectors, novelty and sets make of
 * them.
 */
@NullMarked
package io.alluvium.evaluation.shift;

import org.jspecify.annotations.NullMarked;
