/**
 * Algorithms and exact sums. Pure: no Kafka, no clock, no thread, no randomness that is not passed
 * in.
 */
@NullMarked
package io.alluvium.learning;

import org.jspecify.annotations.NullMarked;
