package io.alluvium.learning.drift;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * {@link Cusum} over p-values whose references are known with an error: lets pass what the classes
 * of the last {@value #MEMORY} samples or so explain. Mutable, for one thread.
 */
final class PValueSum {
  private static final double MEMORY = 128;

  private final Cusum sum;
  private final double leastVariance;
  private final double[] lately = new double[ReferenceErrors.SIZE];
  private long samples;

  /**
   * Starts at 0.
   *
   * @param calibrationSamples that all references rest on together, at least 1
   */
  PValueSum(int calibrationSamples) {
    this.sum = Cusum.ofPValues(calibrationSamples);
    this.leastVariance = 1 / (12.0 * calibrationSamples);
  }

  /** Adds a p-value and how far its reference may be off; returns whether it raises an alarm. */
  boolean add(double value, double[] errors) {
    samples++;
    double rate = 1 / Math.min((double) samples, MEMORY);
    for (int i = 0; i < lately.length; i++) {
      lately[i] += rate * (errors[i] - lately[i]);
    }
    double variance = Math.max(leastVariance, ReferenceErrors.variance(lately, 1));
    return sum.add(value, Cusum.slack(variance));
  }

  /** Returns how many numbers ago the sum was 0. */
  long run() {
    return sum.run();
  }

  void save(StateWriter state) {
    sum.save(state);
    state.put(samples).put(lately);
  }

  void load(StateReader state, boolean withErrors) {
    sum.load(state);
    if (withErrors) {
      samples = state.nextLong(Long.MAX_VALUE);
      System.arraycopy(state.nextDoubles(lately.length), 0, lately, 0, lately.length);
    }
  }
}
