package io.alluvium.learning;

import io.alluvium.learning.internal.Matrices;

/** Exact second moments as matrices of double, float64[dim][dim], row-major. */
final class SymmetricMatrices {
  private SymmetricMatrices() {}

  /** Returns the matrix with its lower triangle filled and zeros above. */
  static double[] lower(PackedMoments moments) {
    long[] packed = moments.values();
    int dim = moments.dim();
    double[] matrix = new double[Math.multiplyExact(dim, dim)];
    int next = 0;
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i * dim + j] = packed[next++];
      }
    }
    return matrix;
  }

  /** Returns the matrix with both triangles filled. */
  static double[] full(PackedMoments moments) {
    double[] matrix = lower(moments);
    Matrices.mirrorLower(matrix, moments.dim());
    return matrix;
  }

  /** Returns the sum of the diagonal. */
  static double trace(double[] matrix, int dim) {
    double trace = 0;
    for (int i = 0; i < dim; i++) {
      trace += matrix[i * dim + i];
    }
    return trace;
  }
}
