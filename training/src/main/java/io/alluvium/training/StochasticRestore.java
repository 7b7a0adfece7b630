package io.alluvium.training;

import java.util.List;
import java.util.Random;

/**
 * Sets each weight back to what it was at the start, with a small probability in each step: what is
 * learnt stays close to the encoder without an adapter.
 *
 * <p>Source: Wang et al., "Continual test-time domain adaptation" (CoTTA), CVPR 2022.
 */
final class StochasticRestore {
  private final Weights start;
  private final double probability;
  private final Random random;

  /** Keeps a copy of the weights to go back to. */
  StochasticRestore(Weights start, double probability, Random random) {
    this.start = start.copy();
    this.probability = probability;
    this.random = random;
  }

  void apply(Weights weights) {
    if (probability == 0) {
      return;
    }
    List<float[]> back = start.parts();
    for (int p = 0; p < back.size(); p++) {
      float[] part = weights.parts().get(p);
      for (int i = 0; i < part.length; i++) {
        if (random.nextDouble() < probability) {
          part[i] = back.get(p)[i];
        }
      }
    }
  }
}
