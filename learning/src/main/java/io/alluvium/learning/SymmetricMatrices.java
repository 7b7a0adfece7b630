package io.alluvium.learning;

import io.alluvium.learning.internal.Matrices;

/** Exact second moments as matrices of double, float64[dim][dim], row-major. */
final class SymmetricMatrices {
  /** Columns that are written together: one after the other would pass over the whole matrix. */
  private static final int STRIP = 16;

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

  /** Returns the matrix with its upper triangle filled and zeros below. */
  static double[] upper(PackedMoments moments) {
    long[] packed = moments.values();
    int dim = moments.dim();
    double[] matrix = new double[Math.multiplyExact(dim, dim)];
    for (int from = 0; from < dim; from += STRIP) {
      int to = Math.min(from + STRIP, dim);
      for (int j = 0; j < to; j++) {
        for (int i = Math.max(from, j); i < to; i++) {
          matrix[j * dim + i] = packed[i * (i + 1) / 2 + j];
        }
      }
    }
    return matrix;
  }

  /**
   * Returns the lower triangle {@code H} with half of the diagonal and zeros above: {@code H + H'}
   * is the matrix.
   */
  static double[] half(PackedMoments moments) {
    double[] matrix = lower(moments);
    for (int i = 0; i < moments.dim(); i++) {
      matrix[i * moments.dim() + i] /= 2;
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
