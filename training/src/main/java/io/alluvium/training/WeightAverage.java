package io.alluvium.training;

/**
 * The exponential moving average of weights over the steps, {@code m = s m + (1 - s) w}.
 *
 * <p>Source: Tarvainen and Valpola, "Mean teachers are better role models", NeurIPS 2017.
 */
final class WeightAverage {
  private final Weights average;
  private final double stays;

  /**
   * Begins with a copy of the weights.
   *
   * @param stays share of the average that stays in each step; 0 makes it the last weights
   */
  WeightAverage(Weights start, double stays) {
    this.average = start.copy();
    this.stays = stays;
  }

  void follow(Weights weights) {
    for (int p = 0; p < average.parts().size(); p++) {
      float[] mean = average.parts().get(p);
      float[] newest = weights.parts().get(p);
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (stays * mean[i] + (1 - stays) * newest[i]);
      }
    }
  }

  /** Returns the average itself. */
  Weights weights() {
    return average;
  }
}
