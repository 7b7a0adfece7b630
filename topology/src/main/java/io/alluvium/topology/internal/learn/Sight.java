package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Space;

/**
 * How a sample is seen.
 *
 * @param space the space of the encoder that saw it
 * @param embedding its embedding there
 */
record Sight(Space space, Embedding embedding) {
  /** Returns whether the encoder can have written it. */
  boolean isPossible() {
    return space.allows(embedding);
  }
}
