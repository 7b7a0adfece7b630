package io.alluvium.learning;

import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import java.util.List;
import java.util.Optional;

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
  private final Whitening whitening;
  private final double[] origin;
  private final double[] negativeHalfPrecisions;
  private final double[] logDensities;

  /**
   * Creates the metric.
   *
   * @param centre {@code m0}, float64[dim]
   * @param whitening {@code P}, along whose axes the covariance between classes is diagonal
   * @param spread {@code psi}, float64[dim], above 0
   */
  TwoCovarianceMetric(double[] centre, Whitening whitening, double[] spread) {
    this.dim = centre.length;
    this.centre = centre;
    this.whitening = whitening;
    this.spread = spread;
    this.origin = whitening.times(centre);
    this.negativeHalfPrecisions = new double[dim * CountGrid.SIZE];
    this.logDensities = new double[CountGrid.SIZE];
    tabulateVariances();
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
    double[] biases = new double[1];
    place(List.of(label), List.of(sums), weights, biases);
    return biases[0];
  }

  @Override
  public void place(
      List<String> labels, List<ClassSums> classes, double[] weights, double[] biases) {
    double[] offsets = new double[classes.size() * dim];
    for (int c = 0; c < classes.size(); c++) {
      System.arraycopy(classes.get(c).offsetFrom(centre), 0, offsets, c * dim, dim);
    }
    double[] scaled = Matrices.product(kernels, offsets, dim, whitening.matrix(), dim);
    for (int c = 0; c < classes.size(); c++) {
      biases[c] = scale(classes.get(c).count(), scaled, c * dim);
    }
    double[] rows = Matrices.product(kernels, scaled, dim, whitening.transposed(), dim);
    System.arraycopy(rows, 0, weights, 0, rows.length);
    for (int c = 0; c < classes.size(); c++) {
      for (int i = 0; i < dim; i++) {
        biases[c] -= rows[c * dim + i] * centre[i];
      }
    }
  }

  /** Makes {@code m_c / v_c} of {@code P (mu_c - m0)}; returns what of the bias it decides. */
  private double scale(long count, double[] projected, int at) {
    int group = group(count);
    double squares = 0;
    for (int i = 0; i < dim; i++) {
      double certain = count * spread[i];
      double mean = certain / (certain + 1) * projected[at + i];
      projected[at + i] = mean / variance(i, CountGrid.count(group));
      squares += mean * projected[at + i];
    }
    return logDensities[group] - 0.5 * squares;
  }

  @Override
  public Optional<Whitening> whitening() {
    return Optional.of(whitening);
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
    double[] squares = whitening.project(query, origin);
    for (int i = 0; i < dim; i++) {
      squares[i] *= squares[i];
    }
    int first = groups.lowest();
    double[] terms = new double[groups.highest() - first + 1];
    kernels.addRows(
        dim, terms.length, squares, 0, negativeHalfPrecisions, first, CountGrid.SIZE, terms, 0);
    return terms;
  }
}
