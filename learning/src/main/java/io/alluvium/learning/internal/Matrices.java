package io.alluvium.learning.internal;

/** Matrices, row-major; square ones float64[dim][dim] where nothing else is said. */
public final class Matrices {
  /** Rows of a triangle that are made together. */
  private static final int STRIP = 32;

  /** The same where the right matrix has few columns. */
  private static final int LONG_STRIP = 128;

  private Matrices() {}

  /** Returns the transpose. */
  public static double[] transposed(double[] matrix, int dim) {
    return transposed(matrix, dim, dim);
  }

  /** Returns the transpose of a matrix float64[rows][columns]. */
  static double[] transposed(double[] matrix, int rows, int columns) {
    double[] result = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = matrix[i * columns + j];
      }
    }
    return result;
  }

  /** Returns the identity. */
  static double[] identity(int dim) {
    double[] result = new double[dim * dim];
    for (int i = 0; i < dim; i++) {
      result[i * dim + i] = 1;
    }
    return result;
  }

  /** Copies the lower triangle onto the upper one, in place. */
  public static void mirrorLower(double[] matrix, int dim) {
    for (int from = 0; from < dim; from += STRIP) {
      int to = Math.min(from + STRIP, dim);
      for (int j = 0; j < to; j++) {
        for (int i = Math.max(from, j + 1); i < to; i++) {
          matrix[j * dim + i] = matrix[i * dim + j];
        }
      }
    }
  }

  /** Returns the product of two square matrices. */
  public static double[] product(KernelOperations kernels, double[] left, double[] right, int dim) {
    return product(kernels, left, dim, right, dim);
  }

  /**
   * Returns the product of two matrices.
   *
   * @param left float64[rows][inner]
   * @param right float64[inner][columns]
   * @return float64[rows][columns]
   */
  public static double[] product(
      KernelOperations kernels, double[] left, int inner, double[] right, int columns) {
    int rows = left.length / inner;
    double[] result = new double[rows * columns];
    kernels.addProduct(
        rows,
        inner,
        columns,
        new Block(left, 0, inner),
        new Block(right, 0, columns),
        new Block(result, 0, columns));
    return result;
  }

  /** Returns the product of a matrix that is zero below its diagonal and another, both square. */
  public static double[] upperProduct(
      KernelOperations kernels, double[] upper, double[] right, int dim) {
    double[] result = new double[dim * dim];
    for (int from = 0; from < dim; from += STRIP) {
      kernels.addProduct(
          Math.min(STRIP, dim - from),
          dim - from,
          dim,
          new Block(upper, from * dim + from, dim),
          new Block(right, from * dim, dim),
          new Block(result, from * dim, dim));
    }
    return result;
  }

  /**
   * Adds the product of a square matrix that is zero above its diagonal and another.
   *
   * @param lower float64[dim][dim]
   * @param right float64[dim][columns]
   * @param result float64[dim][columns]
   */
  public static void addLowerProduct(
      KernelOperations kernels, double[] lower, double[] right, int columns, double[] result) {
    int dim = right.length / columns;
    for (int from = 0; from < dim; from += LONG_STRIP) {
      int to = Math.min(from + LONG_STRIP, dim);
      kernels.addProduct(
          to - from,
          to,
          columns,
          new Block(lower, from * dim, dim),
          new Block(right, 0, columns),
          new Block(result, from * columns, columns));
    }
  }

  /**
   * Adds {@code sum_c scales[c] left_c right_c'} to the lower triangle of a matrix, rows {@code c}
   * in their order. What is above the diagonal is undefined afterwards.
   *
   * @param scales float64[count]
   * @param left float64[count][dim]
   * @param right float64[count][dim]
   */
  public static void addScatter(
      KernelOperations kernels,
      double[] scales,
      double[] left,
      double[] right,
      int dim,
      double[] matrix) {
    double[] factors = new double[STRIP * scales.length];
    for (int from = 0; from < dim; from += STRIP) {
      int to = Math.min(from + STRIP, dim);
      for (int i = from; i < to; i++) {
        for (int c = 0; c < scales.length; c++) {
          factors[(i - from) * scales.length + c] = scales[c] * left[c * dim + i];
        }
      }
      kernels.addProduct(
          to - from,
          scales.length,
          to,
          new Block(factors, 0, scales.length),
          new Block(right, 0, dim),
          new Block(matrix, from * dim, dim));
    }
  }

  /** Returns the product of a row, one number for each matrix row, and the matrix. */
  public static double[] rowTimes(KernelOperations kernels, double[] row, double[] matrix) {
    double[] result = new double[row.length];
    kernels.addRows(row.length, row.length, row, 0, matrix, 0, row.length, result, 0);
    return result;
  }

  /**
   * Returns the product of a row and a matrix that is zero below its diagonal, of which only what
   * is in the strips that the diagonal passes, and above them, is read.
   */
  public static double[] rowTimesUpper(KernelOperations kernels, double[] row, double[] matrix) {
    int dim = row.length;
    double[] result = new double[dim];
    for (int from = 0; from < dim; from += STRIP) {
      int count = Math.min(STRIP, dim - from);
      kernels.addRows(count, dim - from, row, from, matrix, from * dim + from, dim, result, from);
    }
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
