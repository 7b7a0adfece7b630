package io.alluvium.learning;

/**
 * Counts at which predictive variances are tabulated: 1, 2, 3, 4, 6, 8, 12, 16 and so on to 1024.
 * From there on a class's mean is known so well that its variance hardly changes.
 */
final class CountGrid {
  private static final int[] COUNTS = {
    1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024
  };

  /** Number of grid counts. */
  static final int SIZE = COUNTS.length;

  private CountGrid() {}

  /** Returns the grid count at an index. */
  static int count(int index) {
    return COUNTS[index];
  }

  /** Returns the index of the largest grid count that is not above a count of at least 1. */
  static int indexOf(long count) {
    int index = SIZE - 1;
    while (COUNTS[index] > count) {
      index--;
    }
    return index;
  }
}
