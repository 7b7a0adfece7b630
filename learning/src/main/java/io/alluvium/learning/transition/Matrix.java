package io.alluvium.learning.transition;

import io.alluvium.learning.Kernels;
import io.alluvium.learning.internal.Block;
import io.alluvium.learning.internal.KernelOperations;

/**
 * A matrix of doubles, float64[rows][columns], row-major. Every operation adds in ascending order
 * and fuses nothing, so the bits do not depend on the kernels. Whoever makes one must not change it
 * after it was handed on.
 */
final class Matrix {
  /** Rows of the right factor that are used together: they stay in the cache. */
  private static final int BLOCK = 64;

  private static final KernelOperations KERNELS = Kernels.operations();

  private final int rows;
  private final int columns;
  private final double[] values;

  private Matrix(int rows, int columns, double[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  static Matrix zeros(int rows, int columns) {
    return new Matrix(rows, columns, new double[Math.multiplyExact(rows, columns)]);
  }

  /** Wraps an array, which is kept. */
  static Matrix of(int rows, int columns, double[] values) {
    if (values.length != rows * columns) {
      throw new IllegalArgumentException(
          "matrix has " + values.length + " values, expected " + rows + " times " + columns);
    }
    return new Matrix(rows, columns, values);
  }

  static Matrix identity(int dim) {
    Matrix identity = zeros(dim, dim);
    for (int i = 0; i < dim; i++) {
      identity.values[i * dim + i] = 1;
    }
    return identity;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  double get(int row, int column) {
    return values[row * columns + column];
  }

  /** The array itself. */
  double[] values() {
    return values;
  }

  Matrix copy() {
    return new Matrix(rows, columns, values.clone());
  }

  Matrix transposed() {
    Matrix result = zeros(columns, rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result.values[j * rows + i] = values[i * columns + j];
      }
    }
    return result;
  }

  /** Returns the product of this and another. */
  Matrix times(Matrix right) {
    checkInner(right.rows);
    Matrix result = zeros(rows, right.columns);
    KERNELS.addProduct(
        rows,
        columns,
        right.columns,
        new Block(values, 0, columns),
        new Block(right.values, 0, right.columns),
        new Block(result.values, 0, right.columns));
    return result;
  }

  /** Returns the product of this and its transpose, symmetric to the last bit. */
  Matrix timesOwnTransposed() {
    Matrix right = transposed();
    Matrix result = zeros(rows, rows);
    for (int k = 0; k < columns; k += BLOCK) {
      int count = Math.min(BLOCK, columns - k);
      for (int i = 0; i < rows; i++) {
        KERNELS.addRows(
            count,
            i + 1,
            values,
            i * columns + k,
            right.values,
            k * rows,
            rows,
            result.values,
            i * rows);
      }
    }
    result.mirror();
    return result;
  }

  private void mirror() {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < i; j++) {
        values[j * rows + i] = values[i * rows + j];
      }
    }
  }

  /** Returns the product of a row and this. */
  double[] rowTimes(double[] row) {
    if (row.length != rows) {
      throw new IllegalArgumentException(
          "row has length " + row.length + ", the matrix has " + rows + " rows");
    }
    double[] result = new double[columns];
    KERNELS.addRows(rows, columns, row, 0, values, 0, columns, result, 0);
    return result;
  }

  private void checkInner(int other) {
    if (other != columns) {
      throw new IllegalArgumentException(
          "right factor has " + other + " rows, the left one " + columns + " columns");
    }
  }

  /** Returns this plus a multiple of another. */
  Matrix plus(double factor, Matrix other) {
    if (other.rows != rows || other.columns != columns) {
      throw new IllegalArgumentException("matrices differ in shape");
    }
    Matrix result = zeros(rows, columns);
    for (int i = 0; i < values.length; i++) {
      result.values[i] = values[i] + factor * other.values[i];
    }
    return result;
  }

  Matrix scaled(double factor) {
    Matrix result = zeros(rows, columns);
    for (int i = 0; i < values.length; i++) {
      result.values[i] = values[i] * factor;
    }
    return result;
  }

  /** Returns this with each row multiplied by a factor of its own. */
  Matrix rowsScaled(double[] factors) {
    Matrix result = zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result.values[i * columns + j] = factors[i] * values[i * columns + j];
      }
    }
    return result;
  }

  /** Adds {@code factor * left' right} of two rows, in place. */
  void addOuter(double factor, double[] left, double[] right) {
    for (int i = 0; i < rows; i++) {
      double scaled = factor * left[i];
      for (int j = 0; j < columns; j++) {
        values[i * columns + j] += scaled * right[j];
      }
    }
  }

  /** Adds to the diagonal, in place. */
  void addToDiagonal(double value) {
    for (int i = 0; i < rows; i++) {
      values[i * columns + i] += value;
    }
  }

  /** Returns the sum of the products of equal places. */
  double dot(Matrix other) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * other.values[i];
    }
    return sum;
  }

  double trace() {
    double trace = 0;
    for (int i = 0; i < rows; i++) {
      trace += values[i * columns + i];
    }
    return trace;
  }
}
