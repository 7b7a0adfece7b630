package io.alluvium.learning.internal;

/**
 * Householder reduction {@code A = Q T Q'} of a symmetric matrix to tridiagonal form, in place on a
 * copy.
 *
 * <p>Step {@code k} reflects row {@code k} right of the diagonal onto its first element; the
 * reflector {@code v}, scaled so that {@code I - v v'} is the reflection, takes the place of the
 * row.
 */
final class Tridiagonal {
  private final KernelOperations kernels;
  private final int dim;
  private final double[] matrix;
  private final double[] diagonal;
  private final double[] offDiagonal;

  private Tridiagonal(KernelOperations kernels, double[] matrix, int dim) {
    this.kernels = kernels;
    this.dim = dim;
    this.matrix = matrix.clone();
    this.diagonal = new double[dim];
    this.offDiagonal = new double[dim];
  }

  static Tridiagonal of(KernelOperations kernels, double[] matrix, int dim) {
    Tridiagonal result = new Tridiagonal(kernels, matrix, dim);
    for (int k = 0; k < dim - 1; k++) {
      result.reduce(k);
    }
    result.diagonal[dim - 1] = result.matrix[dim * dim - 1];
    return result;
  }

  /** The diagonal of {@code T}, float64[dim]. */
  double[] diagonal() {
    return diagonal.clone();
  }

  /** Element {@code k} is {@code T[k][k + 1]}; the last one is 0. float64[dim]. */
  double[] offDiagonal() {
    return offDiagonal.clone();
  }

  private void reduce(int k) {
    diagonal[k] = matrix[k * dim + k];
    int first = k + 1;
    int size = dim - first;
    int row = k * dim + first;
    offDiagonal[k] = Reflector.of(matrix, row, size);
    if (matrix[row] == 0) {
      return;
    }
    double[] pair = new double[2 * size];
    kernels.addRows(size, size, matrix, row, matrix, first * dim + first, dim, pair, 0);
    double half = 0;
    for (int i = 0; i < size; i++) {
      half += 0.5 * matrix[row + i] * pair[i];
    }
    for (int i = 0; i < size; i++) {
      pair[i] -= half * matrix[row + i];
      pair[size + i] = matrix[row + i];
    }
    double[] factors = new double[2];
    for (int i = 0; i < size; i++) {
      factors[0] = -pair[size + i];
      factors[1] = -pair[i];
      kernels.addRows(2, size, factors, 0, pair, 0, size, matrix, (first + i) * dim + first);
    }
  }

  /** Returns {@code Q}, the product of the reflections, float64[dim][dim]. */
  double[] basis() {
    double[] basis = new double[dim * dim];
    basis[dim * dim - 1] = 1;
    for (int k = dim - 2; k >= 0; k--) {
      basis[k * dim + k] = 1;
      int first = k + 1;
      int size = dim - first;
      int row = k * dim + first;
      if (matrix[row] != 0) {
        reflect(basis, row, first, size);
      }
    }
    return basis;
  }

  private void reflect(double[] basis, int row, int first, int size) {
    int corner = first * dim + first;
    double[] projected = new double[size];
    kernels.addRows(size, size, matrix, row, basis, corner, dim, projected, 0);
    double[] factor = new double[1];
    for (int i = 0; i < size; i++) {
      factor[0] = -matrix[row + i];
      kernels.addRows(1, size, factor, 0, projected, 0, size, basis, corner + i * dim);
    }
  }
}
