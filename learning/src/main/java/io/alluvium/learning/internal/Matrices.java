package io.alluvium.learning.internal;

/** Square matrices float64[dim][dim], row-major. */
public final class Matrices {
  private Matrices() {}

  /** Returns the transpose. */
  public static double[] transposed(double[] matrix, int dim) {
    double[] result = new double[dim * dim];
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        result[j * dim + i] = matrix[i * dim + j];
      }
    }
    return result;
  }

  /** Copies the lower triangle onto the upper one, in place. */
  public static void mirrorLower(double[] matrix, int dim) {
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < i; j++) {
        matrix[j * dim + i] = matrix[i * dim + j];
      }
    }
  }

  /** Returns the product of two matrices. */
  public static double[] product(KernelOperations kernels, double[] left, double[] right, int dim) {
    double[] result = new double[dim * dim];
    for (int row = 0; row < dim * dim; row += dim) {
      kernels.addRows(dim, dim, left, row, right, 0, dim, result, row);
    }
    return result;
  }

  /** Returns the product of a row, one number for each matrix row, and the matrix. */
  public static double[] rowTimes(KernelOperations kernels, double[] row, double[] matrix) {
    double[] result = new double[row.length];
    kernels.addRows(row.length, row.length, row, 0, matrix, 0, row.length, result, 0);
    return result;
  }

  /** Returns the Euclidean norm, squares summed in ascending order. */
  public static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  /** Returns the dot product, summed in ascending order. */
  public static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
