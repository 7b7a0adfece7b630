package io.alluvium.learning.adapt;

/**
 * What is known of a source while it is adapted to.
 *
 * @param correlated whether samples of one class follow each other
 * @param autocorrelation of answers at lag 1, in [0, 1)
 */
public record Conditions(boolean correlated, double autocorrelation) {
  /** Labels come independently of each other. */
  public static final Conditions INDEPENDENT = new Conditions(false, 0);

  /** Checks the range. */
  public Conditions {
    if (!(autocorrelation >= 0 && autocorrelation < 1)) {
      throw new IllegalArgumentException(
          "autocorrelation is " + autocorrelation + ", expected 0 or more and below 1");
    }
  }
}
