package io.alluvium.learning.drift;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.WhitenedPoint;
import java.util.Arrays;

/**
 * Statistics of the samples since the last look, for people: they decide nothing, since they move
 * with the order of labels too. Mutable, for one thread.
 *
 * <p>The Fréchet distance is that of two normal distributions (Dowson and Landau, "The Fréchet
 * distance between multivariate normal distributions", 1982) with diagonal covariances, each
 * coordinate in units in which the learnt samples have mean 0 and variance 1: {@code sum_i m_i^2 +
 * (s_i - 1)^2}. Source of the histogram test: Pearson 1900.
 */
public final class WindowAlerts {
  private static final double OUTLIER = 0.01;

  private final ClassGeometry geometry;
  private final double[] variances;
  private final double[] sums;
  private final double[] squares;
  private final long[] answers;
  private long count;
  private long outliers;

  /** Starts an empty window beside a solve. */
  public WindowAlerts(ClassGeometry geometry) {
    this.geometry = geometry;
    this.variances = geometry.variances();
    this.sums = new double[variances.length];
    this.squares = new double[variances.length];
    this.answers = new long[geometry.classes()];
  }

  /** Adds a sample, and how usual it is. */
  public void add(WhitenedPoint point, Surprise surprise) {
    point.addTo(sums, squares);
    answers[surprise.nearest()]++;
    outliers += surprise.distance() < OUTLIER ? 1 : 0;
    count++;
  }

  /** Begins anew. */
  public void clear() {
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    Arrays.fill(answers, 0);
    count = 0;
    outliers = 0;
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
      double variance = Math.max(0, squares[i] / count - mean * mean);
      double excess = Math.sqrt(variance / variances[i]) - 1;
      distance += mean * mean / variances[i] + excess * excess;
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
      double expected = count * geometry.prior(c);
      double gap = answers[c] - expected;
      chi += expected > 0 ? gap * gap / expected : 0;
    }
    return chi / Math.max(1, answers.length - 1);
  }

  /** Returns the share of samples with a p-value below 0.01; 0 without samples. */
  public double outlierShare() {
    return count == 0 ? 0 : (double) outliers / count;
  }

  /** Writes what is known of the window. */
  public void save(StateWriter state) {
    state.put(count).put(outliers).put(sums).put(squares);
    for (long answer : answers) {
      state.put(answer);
    }
  }

  /** Goes on where it was written. */
  public WindowAlerts load(StateReader state) {
    count = state.nextLong(Long.MAX_VALUE);
    outliers = state.nextLong(Long.MAX_VALUE);
    System.arraycopy(state.nextDoubles(sums.length), 0, sums, 0, sums.length);
    System.arraycopy(state.nextDoubles(squares.length), 0, squares, 0, squares.length);
    for (int c = 0; c < answers.length; c++) {
      answers[c] = state.nextLong(Long.MAX_VALUE);
    }
    return this;
  }
}
