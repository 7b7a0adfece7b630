package io.alluvium.learning.internal;

import java.util.Arrays;

/**
 * Completes rows that are orthonormal but for rounding to an orthonormal basis of the whole space,
 * by Householder reflections {@code Q = (I - v_1 v_1') ... (I - v_k v_k')}, which together are
 * {@code I - Y T Y'} with {@code T} the inverse of the upper triangle of {@code Y' Y}, its diagonal
 * halved.
 *
 * <p>Source: Schreiber and Van Loan, "A storage-efficient WY representation for products of
 * Householder transformations", SIAM J. Sci. Stat. Comput. 1989; the inverse of {@code T} by
 * Puglisi, "Modification of the Householder method based on the compact WY representation", 1992.
 */
final class OrthonormalBasis {
  private OrthonormalBasis() {}

  /**
   * Returns the basis: the first {@code count} rows are those given up to their signs and rounding,
   * earlier rows being disturbed less than later ones.
   *
   * @param rows float64[count][dim], row-major, {@code count <= dim}
   * @return float64[dim][dim], row-major
   */
  static double[] completing(KernelOperations kernels, double[] rows, int count, int dim) {
    if (count == 0) {
      return Matrices.identity(dim);
    }
    double[] reflectors = reflectors(kernels, rows, count, dim);
    double[] columns = Matrices.transposed(reflectors, count, dim);
    double[] overlaps = Matrices.product(kernels, reflectors, dim, columns, count);
    double[] folded = folded(kernels, reflectors, overlaps, count, dim);
    for (int at = 0; at < columns.length; at++) {
      columns[at] = -columns[at];
    }
    double[] basis = Matrices.product(kernels, columns, count, folded, dim);
    for (int i = 0; i < dim; i++) {
      basis[i * dim + i] += 1;
    }
    return basis;
  }

  /** Returns {@code Y'}, float64[count][dim]: row {@code k} is 0 before its element {@code k}. */
  private static double[] reflectors(KernelOperations kernels, double[] rows, int count, int dim) {
    double[] columns = Matrices.transposed(rows, count, dim);
    double[] reflectors = new double[count * dim];
    double[] projected = new double[count];
    double[] factor = new double[1];
    for (int k = 0; k < count; k++) {
      int row = k * dim;
      for (int i = k; i < dim; i++) {
        reflectors[row + i] = columns[i * count + k];
      }
      Reflector.of(reflectors, row + k, dim - k);
      int rest = count - k - 1;
      Arrays.fill(projected, 0);
      kernels.addRows(
          dim - k, rest, reflectors, row + k, columns, k * count + k + 1, count, projected, 0);
      for (int i = k; i < dim; i++) {
        factor[0] = -reflectors[row + i];
        kernels.addRows(1, rest, factor, 0, projected, 0, rest, columns, i * count + k + 1);
      }
    }
    return reflectors;
  }

  /** Returns {@code T' Y'}, float64[count][dim], by forward substitution. */
  private static double[] folded(
      KernelOperations kernels, double[] reflectors, double[] overlaps, int count, int dim) {
    double[] folded = reflectors.clone();
    double[] factors = new double[count];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < k; i++) {
        factors[i] = -overlaps[i * count + k];
      }
      kernels.addRows(k, dim, factors, 0, folded, 0, dim, folded, k * dim);
      double half = 0.5 * overlaps[k * count + k];
      for (int i = k * dim; i < (k + 1) * dim && half != 0; i++) {
        folded[i] /= half;
      }
    }
    return folded;
  }
}
