package io.alluvium.learning.internal;

import java.util.Arrays;

/**
 * Eigendecomposition {@code A = V diag(values) V'} of a symmetric matrix float64[dim][dim],
 * row-major; eigenvalues come in no particular order.
 *
 * <p>Householder reduction to tridiagonal form, then implicit QL with Wilkinson's shift. All inner
 * loops over the matrix are element-wise updates of rows, so the bits do not depend on the kernels.
 * Eigenvalues are accurate to rounding error relative to the largest one.
 *
 * <p>Source: Golub and Van Loan, "Matrix Computations", sections 8.3.1 and 8.3.3; the implicit QL
 * sweep follows Dubrulle, Martin and Wilkinson, "The implicit QL algorithm", Numerische Mathematik
 * 1968.
 */
public final class SymmetricEigen {
  /** With more rows than this share of the dimensions the small matrix is no gain. */
  private static final double SMALL_SHARE = 0.75;

  private final double[] values;
  private final double[] vectors;

  SymmetricEigen(double[] values, double[] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /** Decomposes a symmetric matrix, of which both triangles are read. */
  public static SymmetricEigen of(KernelOperations kernels, double[] matrix, int dim) {
    Tridiagonal tridiagonal = Tridiagonal.of(kernels, matrix, dim);
    double[] vectors = Matrices.transposed(tridiagonal.basis(), dim);
    double[] values =
        new ImplicitQl(kernels, tridiagonal.diagonal(), tridiagonal.offDiagonal(), vectors)
            .eigenvalues();
    return new SymmetricEigen(values, vectors);
  }

  /**
   * Returns the eigenvalues alone, with the bits they have in {@link #of}, for a small part of its
   * work.
   *
   * @return float64[dim]
   */
  public static double[] valuesOf(KernelOperations kernels, double[] matrix, int dim) {
    Tridiagonal tridiagonal = Tridiagonal.of(kernels, matrix, dim);
    return new ImplicitQl(kernels, tridiagonal.diagonal(), tridiagonal.offDiagonal(), new double[0])
        .eigenvalues();
  }

  /**
   * Decomposes the scatter {@code N' N} of rows: where they are few, at the cost of a matrix of
   * their number.
   *
   * @param rows float64[count][dim], row-major
   */
  public static SymmetricEigen ofScatter(
      KernelOperations kernels, double[] rows, int count, int dim) {
    if (count < SMALL_SHARE * dim) {
      return ScatterEigen.of(kernels, rows, count, dim);
    }
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    double[] scatter = new double[dim * dim];
    Matrices.addScatter(kernels, ones, rows, rows, dim, scatter);
    Matrices.mirrorLower(scatter, dim);
    return of(kernels, scatter, dim);
  }

  /** Returns the eigenvalues, float64[dim]. */
  public double[] values() {
    return values.clone();
  }

  /** Returns {@code V'}: row {@code i} is the unit eigenvector of eigenvalue {@code i}. */
  public double[] vectors() {
    return vectors.clone();
  }
}
