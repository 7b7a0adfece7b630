package io.alluvium.learning;

import io.alluvium.learning.internal.Cholesky;
import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The pooled covariance within classes, {@code (T - sum_c s_c s_c' / n_c) / (N - C)}, shrunk and
 * factored. The sums are exact, so it is that of the two-pass formula up to rounding. Where times
 * are told apart, the groups {@code c} are the classes at each time, so that a class that moves
 * does not scatter by moving.
 */
final class WithinCovariance {
  /** A trace below this share of the second moment's is rounding error of the subtraction. */
  private static final double MIN_TRACE_SHARE = 1e-12;

  /** Groups whose means are on the heap at once, where there are more groups than classes. */
  private static final int GROUPS_AT_ONCE = 256;

  private WithinCovariance() {}

  /**
   * Returns the factored covariance.
   *
   * @return empty with fewer than {@code C + 2} samples, or where samples do not differ from the
   *     means of their groups
   */
  static Optional<Cholesky> factored(
      KernelOperations kernels,
      SufficientStatistics statistics,
      ClassMeans classes,
      Shrinkage shrinkage) {
    Collection<ClassSums> groups = statistics.groups();
    long samples = groups.stream().mapToLong(ClassSums::count).sum();
    long freedom = samples - groups.size();
    if (freedom < 2) {
      return Optional.empty();
    }
    int dim = statistics.space().dim();
    Optional<double[]> scatter = scatter(kernels, statistics, classes);
    if (scatter.isEmpty()) {
      return Optional.empty();
    }
    double[] matrix = scatter.get();
    for (int at = 0; at < matrix.length; at++) {
      matrix[at] /= freedom;
    }
    shrink(matrix, dim, shrinkage, (double) freedom);
    return Cholesky.of(kernels, matrix, dim);
  }

  /**
   * Returns the scatter within groups, {@code T - sum_c s_c s_c' / n_c}, both triangles filled.
   *
   * @return empty where samples do not differ from the means of their groups
   */
  static Optional<double[]> scatter(
      KernelOperations kernels, SufficientStatistics statistics, ClassMeans classes) {
    int dim = statistics.space().dim();
    double[] matrix = SymmetricMatrices.lower(statistics.moments());
    double total = SymmetricMatrices.trace(matrix, dim);
    if (statistics.tellsTimesApart()) {
      subtractBetween(kernels, List.copyOf(statistics.groups()), matrix, dim);
    } else {
      subtractBetween(kernels, classes, matrix, dim);
    }
    if (!(SymmetricMatrices.trace(matrix, dim) > MIN_TRACE_SHARE * total)) {
      return Optional.empty();
    }
    Matrices.mirrorLower(matrix, dim);
    return Optional.of(matrix);
  }

  private static void subtractBetween(
      KernelOperations kernels, List<ClassSums> groups, double[] matrix, int dim) {
    for (int from = 0; from < groups.size(); from += GROUPS_AT_ONCE) {
      int to = Math.min(from + GROUPS_AT_ONCE, groups.size());
      subtractBetween(kernels, ClassMeans.of(dim, groups.subList(from, to)), matrix, dim);
    }
  }

  /** Takes {@code mean s'} of each class from the lower triangle, classes in their order. */
  private static void subtractBetween(
      KernelOperations kernels, ClassMeans classes, double[] matrix, int dim) {
    double[] scales = new double[classes.count()];
    Arrays.fill(scales, -1);
    Matrices.addScatter(kernels, scales, classes.means(), classes.sums(), dim, matrix);
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

  /** Shrinks a covariance, float64[dim][dim], of so many degrees of freedom, in place. */
  static void shrink(double[] matrix, int dim, Shrinkage shrinkage, double freedom) {
    double rho = intensity(shrinkage, matrix, dim, freedom);
    double mean = SymmetricMatrices.trace(matrix, dim) / dim;
    for (int at = 0; at < matrix.length; at++) {
      matrix[at] *= 1 - rho;
    }
    for (int i = 0; i < dim; i++) {
      matrix[i * dim + i] += rho * mean;
    }
  }
}
