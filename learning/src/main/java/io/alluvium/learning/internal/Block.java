package io.alluvium.learning.internal;

/** A matrix within an array, which it shares. For the threads that may use the array. */
public final class Block {
  private final double[] values;
  private final int at;
  private final int stride;

  /**
   * Describes a matrix.
   *
   * @param values where it is, row by row
   * @param at where its first row begins
   * @param stride from the beginning of a row to that of the next
   */
  public Block(double[] values, int at, int stride) {
    this.values = values;
    this.at = at;
    this.stride = stride;
  }

  double[] values() {
    return values;
  }

  int stride() {
    return stride;
  }

  /** Returns where a row begins. */
  int row(int number) {
    return at + number * stride;
  }
}
