package io.alluvium.learning.adapt;

import io.alluvium.learning.drift.LabelCorrelation;

/**
 * What is known of a source while it is adapted to.
 *
 * @param correlated whether samples of one class follow each other, or may do so
 * @param autocorrelation of answers at lag 1, in [0, 1)
 */
public record Conditions(boolean correlated, double autocorrelation) {
  /** Labels come independently of each other. */
  public static final Conditions INDEPENDENT = new Conditions(false, 0);

  /**
   * Returns the conditions of a source.
   *
   * @param farOff whether its samples are so unusual that it says little which class they are
   *     answered with: then nothing is made of that
   */
  public static Conditions of(LabelCorrelation correlation, boolean farOff) {
    return new Conditions(correlation.mayBeCorrelated() && !farOff, correlation.autocorrelation());
  }

  /** Checks the range. */
  public Conditions {
    if (!(autocorrelation >= 0 && autocorrelation < 1)) {
      throw new IllegalArgumentException(
          "autocorrelation is " + autocorrelation + ", expected 0 or more and below 1");
    }
  }
}
