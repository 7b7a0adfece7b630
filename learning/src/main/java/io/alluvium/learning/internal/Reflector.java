package io.alluvium.learning.internal;

/** A Householder reflection {@code I - v v'} that takes a row onto its first element. */
final class Reflector {
  private Reflector() {}

  /**
   * Replaces a row by its reflector {@code v}, whose first element is 0 if there is nothing to
   * reflect.
   *
   * @return the element that the reflection leaves
   */
  static double of(double[] values, int row, int size) {
    double largest = 0;
    for (int i = 1; i < size; i++) {
      largest = Math.max(largest, Math.abs(values[row + i]));
    }
    double head = values[row];
    if (largest == 0) {
      values[row] = 0;
      return head;
    }
    largest = Math.max(largest, Math.abs(head));
    double squares = 0;
    for (int i = 0; i < size; i++) {
      values[row + i] /= largest;
      squares += values[row + i] * values[row + i];
    }
    double left = -Math.copySign(Math.sqrt(squares), head);
    double scale = Math.sqrt(squares - left * values[row]);
    values[row] -= left;
    for (int i = 0; i < size; i++) {
      values[row + i] /= scale;
    }
    return left * largest;
  }
}
