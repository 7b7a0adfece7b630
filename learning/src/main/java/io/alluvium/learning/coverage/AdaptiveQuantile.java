package io.alluvium.learning.coverage;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * A quantile of the last scores, whose level follows how often sets have missed: {@code a <- a +
 * rate (miscoverage - missed)}, the limit being the {@code 1 - a} quantile. Mutable, for one
 * thread.
 *
 * <p>Source: Gibbs and Candès, "Adaptive conformal inference under distribution shift", NeurIPS
 * 2021.
 */
public final class AdaptiveQuantile {
  private final double miscoverage;
  private final double rate;
  private final int window;
  private final Deque<Double> scores = new ArrayDeque<>();
  private double level;

  /**
   * Starts without scores.
   *
   * @param miscoverage share of true classes that may be missed, in (0, 1)
   * @param rate above 0
   * @param window how many scores are kept, at least 1
   */
  public AdaptiveQuantile(double miscoverage, double rate, int window) {
    if (!(miscoverage > 0 && miscoverage < 1 && rate > 0 && window > 0)) {
      throw new IllegalArgumentException(
          "miscoverage is "
              + miscoverage
              + ", rate "
              + rate
              + " and window "
              + window
              + ", expected above 0 and below 1, above 0, and at least 1");
    }
    this.miscoverage = miscoverage;
    this.rate = rate;
    this.window = window;
    this.level = miscoverage;
  }

  /** Returns the limit; infinite where every class is in the set, or none. */
  public double limit() {
    if (level <= 1.0 / (scores.size() + 1)) {
      return Double.POSITIVE_INFINITY;
    }
    if (level >= 1) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] sorted = scores.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil((1 - level) * (sorted.length + 1));
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  /**
   * Takes up a label.
   *
   * @param score of the true class
   * @param served the limit when the set was made
   */
  public void add(double score, double served) {
    level += rate * (miscoverage - (score > served ? 1 : 0));
    scores.addLast(score);
    if (scores.size() > window) {
      scores.removeFirst();
    }
  }
}
