package io.alluvium.evaluation.metrics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How far answers are from being right as often as they say. For one thread.
 *
 * <p>Source: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
 * binning", AAAI 2015 (expected calibration error).
 */
public final class CalibrationBins {
  /** Bins of equal width. */
  public static final int BINS = 15;

  private final long[] counts = new long[BINS];
  private final long[] hits = new long[BINS];
  private final double[] confidence = new double[BINS];
  private long total;

  /**
   * Counts an answer.
   *
   * @param probability probability of the class that was answered, in [0, 1]
   * @param right whether it is the true class
   */
  public void add(double probability, boolean right) {
    int bin = Math.min((int) (probability * BINS), BINS - 1);
    counts[bin]++;
    hits[bin] += right ? 1 : 0;
    confidence[bin] += probability;
    total++;
  }

  /** Returns how many answers were counted. */
  public long total() {
    return total;
  }

  /** Returns the bins that hold an answer, ascending. */
  public List<CalibrationBin> bins() {
    return IntStream.range(0, BINS)
        .filter(bin -> counts[bin] > 0)
        .mapToObj(bin ->
            new CalibrationBin(
                counts[bin],
                confidence[bin] / counts[bin],
                Confusion.share(hits[bin], counts[bin])))
        .toList();
  }

  /**
   * Returns the sum over bins of the gap between what they say and how often they are right, in
   * answers.
   */
  double gap() {
    double gap = 0;
    for (int bin = 0; bin < BINS; bin++) {
      gap += Math.abs(hits[bin] - confidence[bin]);
    }
    return gap;
  }

  /**
   * Returns the mean gap between the probability and the share of right answers, over bins weighted
   * by their answers; in [0, 1], 0 without answers.
   */
  public double error() {
    return total == 0 ? 0 : gap() / total;
  }
}
