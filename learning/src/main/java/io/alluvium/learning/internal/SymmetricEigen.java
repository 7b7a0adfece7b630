package io.alluvium.learning.internal;

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
  private final double[] values;
  private final double[] vectors;

  private SymmetricEigen(double[] values, double[] vectors) {
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

  /** Returns the eigenvalues, float64[dim]. */
  public double[] values() {
    return values.clone();
  }

  /** Returns {@code V'}: row {@code i} is the unit eigenvector of eigenvalue {@code i}. */
  public double[] vectors() {
    return vectors.clone();
  }
}
