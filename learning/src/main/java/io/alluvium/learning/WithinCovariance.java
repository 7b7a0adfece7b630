package io.alluvium.learning;

import io.alluvium.learning.internal.Cholesky;
import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import java.util.Optional;

/**
 * The pooled covariance within classes, {@code (T - sum_c s_c s_c' / n_c) / (N - C)}, shrunk and
 * factored. The sums are exact, so it is that of the two-pass formula up to rounding.
 */
final class WithinCovariance {
  /** A trace below this share of the second moment's is rounding error of the subtraction. */
  private static final double MIN_TRACE_SHARE = 1e-12;

  private WithinCovariance() {}

  /**
   * Returns the factored covariance.
   *
   * @return empty with fewer than {@code C + 2} samples, or where samples do not differ from the
   *     means of their classes
   */
  static Optional<Cholesky> factored(
      KernelOperations kernels,
      SufficientStatistics statistics,
      ClassMeans classes,
      Shrinkage shrinkage) {
    long freedom = statistics.samples() - classes.count();
    if (freedom < 2) {
      return Optional.empty();
    }
    int dim = statistics.space().dim();
    double[] matrix = SymmetricMatrices.lower(statistics.moments());
    double total = SymmetricMatrices.trace(matrix, dim);
    subtractBetween(kernels, classes, matrix, dim);
    if (!(SymmetricMatrices.trace(matrix, dim) > MIN_TRACE_SHARE * total)) {
      return Optional.empty();
    }
    for (int at = 0; at < matrix.length; at++) {
      matrix[at] /= freedom;
    }
    Matrices.mirrorLower(matrix, dim);
    shrink(matrix, dim, intensity(shrinkage, matrix, dim, (double) freedom));
    return Cholesky.of(kernels, matrix, dim);
  }

  /** Takes {@code mean s'} of each class from the lower triangle, classes in their order. */
  private static void subtractBetween(
      KernelOperations kernels, ClassMeans classes, double[] matrix, int dim) {
    double[] factors = new double[classes.count()];
    for (int i = 0; i < dim; i++) {
      for (int c = 0; c < factors.length; c++) {
        factors[c] = -classes.means()[c * dim + i];
      }
      kernels.addRows(factors.length, i + 1, factors, 0, classes.sums(), 0, dim, matrix, i * dim);
    }
  }

  private static double intensity(Shrinkage shrinkage, double[] matrix, int dim, double freedom) {
    return switch (shrinkage) {
      case Shrinkage.Oas() -> Math.max(Shrinkage.MIN_RHO, oas(matrix, dim, freedom));
      case Shrinkage.Relative(double rho) -> rho;
    };
  }

  /** The number of samples of the published formula is the degrees of freedom, {@code N - C}. */
  static double oas(double[] matrix, int dim, double freedom) {
    double squares = 0;
    for (double value : matrix) {
      squares += value * value;
    }
    double alpha = squares / matrix.length;
    double mean = SymmetricMatrices.trace(matrix, dim) / dim;
    double spread = (freedom + 1) * (alpha - mean * mean / dim);
    return spread > 0 ? Math.min(1, (alpha + mean * mean) / spread) : 1;
  }

  private static void shrink(double[] matrix, int dim, double rho) {
    double mean = SymmetricMatrices.trace(matrix, dim) / dim;
    for (int at = 0; at < matrix.length; at++) {
      matrix[at] *= 1 - rho;
    }
    for (int i = 0; i < dim; i++) {
      matrix[i * dim + i] += rho * mean;
    }
  }
}
