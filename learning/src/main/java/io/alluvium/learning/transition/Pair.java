package io.alluvium.learning.transition;

import io.alluvium.learning.Embedding;

/**
 * One sample as two encoders see it.
 *
 * @param sampleId id of the sample
 * @param from its embedding in the space that is left
 * @param to its embedding in the space that is entered
 */
public record Pair(String sampleId, Embedding from, Embedding to) {
  /** Returns both coordinates after one another, as one vector. */
  Embedding joined() {
    short[] values = new short[from.dim() + to.dim()];
    for (int i = 0; i < from.dim(); i++) {
      values[i] = from.get(i);
    }
    for (int i = 0; i < to.dim(); i++) {
      values[from.dim() + i] = to.get(i);
    }
    return Embedding.of(values);
  }
}
