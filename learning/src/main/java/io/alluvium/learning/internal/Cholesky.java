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
  private static final int STRIP = 128;

  /** Rows of a strip that are made together, from what is above them in the strip. */
  private static final int PART = 16;

  /** Rows that are solved for together. */
  private static final int SOLVED = 64;

  /** Rows that lie a power of two apart would drive one another out of the caches. */
  private static final int PADDING = 8;

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
    return of(kernels, matrix, dim, 0);
  }

  /**
   * Factors a symmetric matrix, of which the upper triangle is read, with the same added to each
   * element of its diagonal.
   *
   * @return empty if it is not positive definite within rounding error
   */
  public static Optional<Cholesky> of(
      KernelOperations kernels, double[] matrix, int dim, double ridge) {
    Cholesky cholesky = new Cholesky(kernels, dim, new double[dim * dim]);
    return cholesky.factor(matrix, ridge) ? Optional.of(cholesky) : Optional.empty();
  }

  private boolean factor(double[] matrix, double ridge) {
    for (int from = 0; from < dim; from += STRIP) {
      int to = Math.min(from + STRIP, dim);
      for (int i = from; i < to; i++) {
        int diagonal = i * dim + i;
        System.arraycopy(matrix, diagonal, upper, diagonal, dim - i);
        upper[diagonal] += ridge;
      }
      subtract(0, from, from, to);
      for (int part = from; part < to; part += PART) {
        int end = Math.min(part + PART, to);
        subtract(from, part, part, end);
        if (!finish(part, end, matrix, ridge)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Takes from some rows what rows above them take away. */
  private void subtract(int first, int last, int from, int to) {
    kernels.addProduct(
        to - from,
        last - first,
        dim - from,
        minusColumns(first, last, from, to),
        new Block(upper, first * dim + from, dim),
        new Block(upper, from * dim + from, dim));
    for (int i = from; i < to; i++) {
      Arrays.fill(upper, i * dim + from, i * dim + i, 0);
    }
  }

  /** Returns columns of {@code -U} as rows, float64[to - from][last - first]. */
  private Block minusColumns(int first, int last, int from, int to) {
    int stride = last - first + PADDING;
    double[] columns = new double[(to - from) * stride];
    for (int k = first; k < last; k++) {
      for (int i = from; i < to; i++) {
        columns[(i - from) * stride + k - first] = -upper[k * dim + i];
      }
    }
    return new Block(columns, 0, stride);
  }

  /** Finishes rows from which all was taken that is above the first of them. */
  private boolean finish(int from, int to, double[] matrix, double ridge) {
    double[] factors = new double[to - from];
    for (int i = from; i < to; i++) {
      int diagonal = i * dim + i;
      int length = dim - i;
      for (int k = from; k < i; k++) {
        factors[k - from] = -upper[k * dim + i];
      }
      kernels.addRows(i - from, length, factors, 0, upper, from * dim + i, dim, upper, diagonal);
      if (!(upper[diagonal] > MIN_PIVOT_SHARE * (matrix[diagonal] + ridge))) {
        return false;
      }
      double pivot = Math.sqrt(upper[diagonal]);
      for (int at = diagonal; at < diagonal + length; at++) {
        upper[at] /= pivot;
      }
    }
    return true;
  }

  /**
   * Solves {@code A X = B}, all columns at once.
   *
   * @param values {@code B}, float64[dim][columns], row-major; {@code X} afterwards
   */
  public void solve(double[] values, int columns) {
    forward(values, columns);
    backward(values, columns);
  }

  /** Solves {@code U' X = B}, strip by strip from above. */
  private void forward(double[] values, int columns) {
    double[] factors = new double[SOLVED];
    for (int from = 0; from < dim; from += SOLVED) {
      int to = Math.min(from + SOLVED, dim);
      Block target = new Block(values, from * columns, columns);
      Block above = new Block(values, 0, columns);
      kernels.addProduct(to - from, from, columns, minusColumns(0, from, from, to), above, target);
      for (int i = from; i < to; i++) {
        for (int k = from; k < i; k++) {
          factors[k - from] = -upper[k * dim + i];
        }
        int row = i * columns;
        kernels.addRows(
            i - from, columns, factors, 0, values, from * columns, columns, values, row);
        divide(values, i, columns);
      }
    }
  }

  /** Solves {@code U X = B}, strip by strip from below: what is below a strip is taken first. */
  private void backward(double[] values, int columns) {
    double[] minus = new double[SOLVED * dim];
    for (int to = dim; to > 0; to = (to - 1) / SOLVED * SOLVED) {
      int from = (to - 1) / SOLVED * SOLVED;
      for (int i = from; i < to; i++) {
        for (int k = i + 1; k < dim; k++) {
          minus[(i - from) * dim + k] = -upper[i * dim + k];
        }
      }
      kernels.addProduct(
          to - from,
          dim - to,
          columns,
          new Block(minus, to, dim),
          new Block(values, to * columns, columns),
          new Block(values, from * columns, columns));
      for (int i = to - 1; i >= from; i--) {
        int below = i + 1;
        kernels.addRows(
            to - below,
            columns,
            minus,
            (i - from) * dim + below,
            values,
            below * columns,
            columns,
            values,
            i * columns);
        divide(values, i, columns);
      }
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
