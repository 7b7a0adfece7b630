package io.alluvium.learning.internal;

import java.util.Arrays;
import java.util.Optional;

/**
 * Cholesky factorisation {@code A = U' U} with {@code U} upper triangular, and what follows from
 * the inverse of {@code U}. Matrices are float64[dim][dim], row-major.
 *
 * <p>Row {@code i} of {@code U} is row {@code i} of {@code A} less a combination of the rows of
 * {@code U} above it, so the inner loop is element-wise and the bits do not depend on the kernels.
 */
public final class Cholesky {
  /** A pivot below this share of its diagonal element holds nothing but rounding error. */
  private static final double MIN_PIVOT_SHARE = 1e-13;

  /** Rows that are made together, from what is above all of them. */
  private static final int STRIP = 32;

  private final KernelOperations kernels;
  private final int dim;
  private final double[] upper;

  private Cholesky(KernelOperations kernels, int dim, double[] upper) {
    this.kernels = kernels;
    this.dim = dim;
    this.upper = upper;
  }

  /**
   * Factors a symmetric matrix, of which the upper triangle is read.
   *
   * @return empty if it is not positive definite within rounding error
   */
  public static Optional<Cholesky> of(KernelOperations kernels, double[] matrix, int dim) {
    double[] upper = new double[dim * dim];
    double[] factors = new double[dim];
    for (int from = 0; from < dim; from += STRIP) {
      int to = Math.min(from + STRIP, dim);
      subtractAbove(kernels, matrix, dim, from, to, upper);
      for (int i = from; i < to; i++) {
        int diagonal = i * dim + i;
        int length = dim - i;
        for (int k = from; k < i; k++) {
          factors[k - from] = -upper[k * dim + i];
        }
        kernels.addRows(i - from, length, factors, 0, upper, from * dim + i, dim, upper, diagonal);
        if (!(upper[diagonal] > MIN_PIVOT_SHARE * matrix[diagonal])) {
          return Optional.empty();
        }
        double pivot = Math.sqrt(upper[diagonal]);
        for (int at = diagonal; at < diagonal + length; at++) {
          upper[at] /= pivot;
        }
      }
    }
    return Optional.of(new Cholesky(kernels, dim, upper));
  }

  /** Makes rows of {@code A} less what the rows of {@code U} above all of them take away. */
  private static void subtractAbove(
      KernelOperations kernels, double[] matrix, int dim, int from, int to, double[] upper) {
    for (int i = from; i < to; i++) {
      System.arraycopy(matrix, i * dim + i, upper, i * dim + i, dim - i);
    }
    double[] factors = new double[(to - from) * from];
    for (int i = from; i < to; i++) {
      for (int k = 0; k < from; k++) {
        factors[(i - from) * from + k] = -upper[k * dim + i];
      }
    }
    kernels.addProduct(
        to - from,
        from,
        dim - from,
        new Block(factors, 0, from),
        new Block(upper, from, dim),
        new Block(upper, from * dim + from, dim));
    for (int i = from; i < to; i++) {
      Arrays.fill(upper, i * dim + from, i * dim + i, 0);
    }
  }

  /**
   * Solves {@code A X = B}, all columns at once.
   *
   * @param values {@code B}, float64[dim][columns], row-major; {@code X} afterwards
   */
  public void solve(double[] values, int columns) {
    double[] factors = new double[dim];
    for (int i = 0; i < dim; i++) {
      for (int k = 0; k < i; k++) {
        factors[k] = -upper[k * dim + i];
      }
      kernels.addRows(i, columns, factors, 0, values, 0, columns, values, i * columns);
      divide(values, i, columns);
    }
    for (int i = dim - 1; i >= 0; i--) {
      int below = i + 1;
      for (int k = below; k < dim; k++) {
        factors[k] = -upper[i * dim + k];
      }
      kernels.addRows(
          dim - below,
          columns,
          factors,
          below,
          values,
          below * columns,
          columns,
          values,
          i * columns);
      divide(values, i, columns);
    }
  }

  private void divide(double[] values, int row, int columns) {
    double pivot = upper[row * dim + row];
    for (int at = row * columns; at < (row + 1) * columns; at++) {
      values[at] /= pivot;
    }
  }

  /** Returns {@code U}; below its diagonal are zeros. */
  public double[] upper() {
    return upper.clone();
  }

  /**
   * Returns the inverse of {@code U}, upper triangular: {@code R} with {@code R R'} the inverse of
   * {@code A} and {@code R' A R = I}.
   */
  public double[] inverseUpper() {
    double[] inverse = new double[dim * dim];
    double[] factors = new double[dim];
    for (int i = dim - 1; i >= 0; i--) {
      double pivot = upper[i * dim + i];
      int below = i + 1;
      for (int k = below; k < dim; k++) {
        factors[k] = -upper[i * dim + k] / pivot;
      }
      inverse[i * dim + i] = 1 / pivot;
      kernels.addRows(
          dim - below,
          dim - below,
          factors,
          below,
          inverse,
          below * dim + below,
          dim,
          inverse,
          i * dim + below);
    }
    return inverse;
  }

  /** Returns the inverse of {@code A}, symmetric, both triangles filled. */
  public double[] inverse() {
    double[] right = inverseUpper();
    double[] left = Matrices.transposed(right, dim);
    double[] inverse = new double[dim * dim];
    for (int i = 0; i < dim; i++) {
      kernels.addRows(dim - i, i + 1, right, i * dim + i, left, i * dim, dim, inverse, i * dim);
    }
    Matrices.mirrorLower(inverse, dim);
    return inverse;
  }
}
