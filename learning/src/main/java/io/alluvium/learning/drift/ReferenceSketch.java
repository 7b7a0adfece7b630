package io.alluvium.learning.drift;

import java.util.Arrays;

/**
 * What a score is like while nothing has changed: quantiles of the scores of calibration samples.
 * Immutable; safe for any thread.
 */
public final class ReferenceSketch {
  /** Largest number of quantiles that {@link #of} keeps. */
  public static final int SIZE = 64;

  private final double[] quantiles;

  private ReferenceSketch(double[] quantiles) {
    this.quantiles = quantiles;
  }

  /**
   * Returns the sketch of scores in any order, of samples that the model was not learnt from.
   *
   * @throws IllegalArgumentException if a score is not a number
   */
  public static ReferenceSketch of(double... scores) {
    double[] sorted = sorted(scores);
    if (sorted.length <= SIZE) {
      return new ReferenceSketch(sorted);
    }
    double[] quantiles = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double place = (i + 0.5) / SIZE * sorted.length - 0.5;
      int below = (int) place;
      double share = place - below;
      quantiles[i] = (1 - share) * sorted[below] + share * sorted[below + 1];
    }
    return new ReferenceSketch(quantiles);
  }

  /**
   * Returns the same in as many numbers as there are scores, for whoever asks for p-values below
   * {@code 1 /} {@value #SIZE}.
   *
   * @throws IllegalArgumentException if a score is not a number
   */
  public static ReferenceSketch ofAll(double... scores) {
    return new ReferenceSketch(sorted(scores));
  }

  private static double[] sorted(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    if (sorted.length > 0 && Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("a score is not a number");
    }
    return sorted;
  }

  /** Returns how many numbers it has. */
  public int size() {
    return quantiles.length;
  }

  /**
   * Returns the share of the reference that is above the score, ties and the sample itself counted
   * half: uniform with mean 1/2 while nothing has changed, near 0 for a score that is too high.
   *
   * @return in (0, 1); 1/2 if there is no reference
   */
  public double pValue(double score) {
    int low = bound(score, false);
    int high = bound(score, true);
    int above = quantiles.length - high;
    return (above + 0.5 * (high - low + 1)) / (quantiles.length + 1.0);
  }

  /** How many are below the score, or equal to it too. */
  private int bound(double score, boolean orEqual) {
    int low = 0;
    int high = quantiles.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (quantiles[middle] < score || (orEqual && quantiles[middle] == score)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
