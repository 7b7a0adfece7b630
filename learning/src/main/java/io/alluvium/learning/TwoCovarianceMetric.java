package io.alluvium.learning;

import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;

/**
 * Log predictive density of a class whose mean is known only through its samples, up to a term that
 * all classes share.
 *
 * <p>In coordinates {@code u = P (x - m0)} the within-class covariance is the identity and the
 * between-class covariance {@code diag(psi)}. A class of {@code n} samples has
 *
 * <pre>
 * m_c = n psi / (n psi + 1) * P (mu_c - m0)      posterior mean
 * v_c = 1 + psi / (n psi + 1)                    predictive variance
 * score_c = -1/2 sum_i ((u_i - m_ci)^2 / v_ci + log v_ci)
 * </pre>
 *
 * <p>which is linear in {@code x} but for {@code -1/2 sum_i u_i^2 / v_ci}. That term depends on the
 * class only through {@code v_c}, so {@code v} is taken at {@code n} rounded down to a {@link
 * CountGrid}: one term for each grid count serves all classes, and if they share one it cancels and
 * {@code u} is not computed.
 */
final class TwoCovarianceMetric implements Metric {
  private final KernelOperations kernels = Kernels.operations();
  private final int dim;
  private final double[] centre;
  private final double[] spread;
  private final double[] projection;
  private final double[] projectionTransposed;
  private final WeightRows projectionRows;
  private final double[] negativeHalfPrecisions;
  private final double[] logDensities;

  /**
   * Creates the metric.
   *
   * @param centre {@code m0}, float64[dim]
   * @param projectionTransposed {@code P'}, float64[dim][dim]
   * @param spread {@code psi}, float64[dim], above 0
   */
  TwoCovarianceMetric(
      Space space, double[] centre, double[] projectionTransposed, double[] spread) {
    this.dim = space.dim();
    this.centre = centre;
    this.projectionTransposed = projectionTransposed;
    this.projection = Matrices.transposed(projectionTransposed, dim);
    this.spread = spread;
    this.projectionRows = projectionRows(space);
    this.negativeHalfPrecisions = new double[dim * CountGrid.SIZE];
    this.logDensities = new double[CountGrid.SIZE];
    tabulateVariances();
  }

  private WeightRows projectionRows(Space space) {
    WeightRows.Builder rows = new WeightRows.Builder(space, dim);
    double[] offsets = Matrices.rowTimes(kernels, centre, projectionTransposed);
    double[] row = new double[dim];
    for (int i = 0; i < dim; i++) {
      System.arraycopy(projection, i * dim, row, 0, dim);
      rows.add(row, -offsets[i]);
    }
    return rows.build();
  }

  private void tabulateVariances() {
    for (int group = 0; group < CountGrid.SIZE; group++) {
      for (int i = 0; i < dim; i++) {
        double variance = variance(i, CountGrid.count(group));
        negativeHalfPrecisions[i * CountGrid.SIZE + group] = -0.5 / variance;
        logDensities[group] -= 0.5 * StrictMath.log(variance);
      }
    }
  }

  private double variance(int i, double count) {
    return 1 + spread[i] / (count * spread[i] + 1);
  }

  @Override
  public double place(String label, ClassSums sums, double[] weights) {
    int group = group(sums.count());
    double[] scaled = Matrices.rowTimes(kernels, sums.offsetFrom(centre), projectionTransposed);
    double squares = 0;
    for (int i = 0; i < dim; i++) {
      double certain = sums.count() * spread[i];
      double mean = certain / (certain + 1) * scaled[i];
      scaled[i] = mean / variance(i, CountGrid.count(group));
      squares += mean * scaled[i];
    }
    double[] row = Matrices.rowTimes(kernels, scaled, projection);
    System.arraycopy(row, 0, weights, 0, dim);
    return logDensities[group] - Matrices.dot(row, centre) - 0.5 * squares;
  }

  @Override
  public int group(long count) {
    return CountGrid.indexOf(count);
  }

  @Override
  public void finish(Embedding query, ClassGroups groups, double[] scores) {
    if (!groups.mixed()) {
      return;
    }
    double[] terms = quadraticTerms(query, groups);
    for (int c = 0; c < scores.length; c++) {
      scores[c] += terms[groups.of(c) - groups.lowest()];
    }
  }

  /**
   * Returns {@code -1/2 sum_i u_i^2 / v_i} for each grid count from the lowest group to the
   * highest, side by side in lanes.
   */
  private double[] quadraticTerms(Embedding query, ClassGroups groups) {
    int[] dots = new int[dim];
    Kernels.dots(query, projectionRows, dots);
    double[] squares = new double[dim];
    for (int i = 0; i < dim; i++) {
      double u = projectionRows.score(i, dots[i]);
      squares[i] = u * u;
    }
    int first = groups.lowest();
    double[] terms = new double[groups.highest() - first + 1];
    kernels.addRows(
        dim, terms.length, squares, 0, negativeHalfPrecisions, first, CountGrid.SIZE, terms, 0);
    return terms;
  }
}
