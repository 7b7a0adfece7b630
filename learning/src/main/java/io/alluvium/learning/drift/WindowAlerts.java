package io.alluvium.learning.drift;

import io.alluvium.learning.ClassGeometry;

/**
 * Statistics of the samples since the last look, for people: they decide nothing, since they move
 * with the order of labels too. Mutable, for one thread.
 *
 * <p>The Fréchet distance is that of two normal distributions (Dowson and Landau, "The Fréchet
 * distance between multivariate normal distributions", 1982) with diagonal covariances, in
 * coordinates in which the reference has mean 0 and covariance I: {@code sum_i m_i^2 + (s_i -
 * 1)^2}. Source of the histogram test: Pearson 1900.
 */
public final class WindowAlerts {
  private static final double OUTLIER = 0.01;

  private final ClassGeometry all;
  private final ClassGeometry classes;
  private final double[] sums;
  private final double[] squares;
  private final long[] answers;
  private long count;
  private long outliers;

  /**
   * Starts an empty window.
   *
   * @param all geometry of all samples as one class
   * @param classes geometry of the classes, for their shares
   */
  public WindowAlerts(ClassGeometry all, ClassGeometry classes) {
    this.all = all;
    this.classes = classes;
    this.sums = new double[all.space().dim()];
    this.squares = new double[all.space().dim()];
    this.answers = new long[classes.classes()];
  }

  /** Adds a sample, float64[dim] in the units of embeddings. */
  public void add(double[] point, Surprise surprise) {
    double[] whitened = all.whitened(point);
    for (int i = 0; i < whitened.length; i++) {
      sums[i] += whitened[i];
      squares[i] += whitened[i] * whitened[i];
    }
    answers[surprise.nearest()]++;
    outliers += surprise.distance() < OUTLIER ? 1 : 0;
    count++;
  }

  /** Returns how many samples there are. */
  public long count() {
    return count;
  }

  /** Returns the squared Fréchet distance to the reference, at least 0; 0 without samples. */
  public double frechet() {
    double distance = 0;
    for (int i = 0; i < sums.length && count > 0; i++) {
      double mean = sums[i] / count;
      double deviation = Math.sqrt(Math.max(0, squares[i] / count - mean * mean));
      distance += mean * mean + (deviation - 1) * (deviation - 1);
    }
    return distance;
  }

  /**
   * Returns chi-square over its degrees of freedom of the answered classes against their shares
   * among the labelled samples: about 1 where they are as before and labels are independent.
   */
  public double histogram() {
    double chi = 0;
    for (int c = 0; c < answers.length; c++) {
      double expected = count * classes.prior(c);
      double gap = answers[c] - expected;
      chi += expected > 0 ? gap * gap / expected : 0;
    }
    return chi / Math.max(1, answers.length - 1);
  }

  /** Returns the share of samples with a p-value below 0.01; 0 without samples. */
  public double outlierShare() {
    return count == 0 ? 0 : (double) outliers / count;
  }
}
