package io.alluvium.learning;

/**
 * Counts at which predictive variances are tabulated: 1, 2, 3, 4, 6, 8, 12, 16, 24 and 32. From
 * there on a class's mean is known so well that its variance hardly changes: by a thirty-second at
 * most, and alike for all such classes.
 */
final class CountGrid {
  private static final int[] COUNTS = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32};

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
