package io.alluvium.learning;

import io.alluvium.learning.internal.Cholesky;
import io.alluvium.learning.internal.Matrices;

/**
 * Log-density of a class under the shared covariance, up to a term that all classes share.
 *
 * <p>With {@code y = mu_c - m0}: {@code w_c = Lambda y} and {@code b_c = -w_c m0 - y' Lambda y /
 * 2}. Taking the centre {@code m0} as origin changes no difference between classes; it keeps what
 * they have in common out of the weights, so that quantising spends its bits on what differs.
 */
final class MahalanobisMetric implements Metric {
  private final double[] precision;
  private final double[] centre;

  MahalanobisMetric(Cholesky covariance, double[] centre) {
    this.precision = covariance.inverse();
    this.centre = centre;
  }

  @Override
  public double place(String label, ClassSums sums, double[] weights) {
    double[] offset = sums.offsetFrom(centre);
    double[] row = Matrices.rowTimes(Kernels.operations(), offset, precision);
    System.arraycopy(row, 0, weights, 0, row.length);
    return -Matrices.dot(row, centre) - 0.5 * Matrices.dot(row, offset);
  }
}
