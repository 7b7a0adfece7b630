package io.alluvium.learning.internal;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigendecomposition of the scatter {@code N' N} of fewer rows than dimensions, by that of the
 * small matrix {@code N N'}: {@code N N' u = lambda u} gives the eigenvector {@code N' u /
 * sqrt(lambda)}; the rest of the space, where there is no scatter, is filled with any orthonormal
 * basis of it.
 *
 * <p>Eigenvalues come in descending order, so that what rounding leaves of the directions of small
 * ones is taken from large ones only ({@link OrthonormalBasis}).
 */
final class ScatterEigen {
  /** Eigenvalues below this share of the largest, times the size, are rounding error. */
  private static final double EPSILON = 0x1p-52;

  private ScatterEigen() {}

  /**
   * Decomposes.
   *
   * @param rows float64[count][dim], row-major
   * @throws IllegalStateException if a number is not finite
   */
  static SymmetricEigen of(KernelOperations kernels, double[] rows, int count, int dim) {
    double[] overlaps =
        Matrices.product(kernels, rows, dim, Matrices.transposed(rows, count, dim), count);
    check(overlaps, count);
    SymmetricEigen small = SymmetricEigen.of(kernels, overlaps, count);
    double[] found = small.values();
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -found[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int rank = 0;
    while (rank < count && found[order[rank]] > dim * EPSILON * found[order[0]]) {
      rank++;
    }
    double[] values = new double[dim];
    double[] factors = new double[rank * count];
    double[] vectors = small.vectors();
    for (int k = 0; k < rank; k++) {
      values[k] = found[order[k]];
      double root = Math.sqrt(values[k]);
      for (int c = 0; c < count; c++) {
        factors[k * count + c] = vectors[order[k] * count + c] / root;
      }
    }
    double[] leading = Matrices.product(kernels, factors, count, rows, dim);
    return new SymmetricEigen(values, OrthonormalBasis.completing(kernels, leading, rank, dim));
  }

  private static void check(double[] overlaps, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += overlaps[i * count + i];
    }
    if (!Double.isFinite(sum)) {
      throw new IllegalStateException("the scatter is " + sum + ", expected a finite number");
    }
  }
}
