package io.alluvium.learning.drift;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/** The last {@value #SIZE} p-values, for a guess at what has changed. Mutable, for one thread. */
final class RecentPValues {
  static final int SIZE = 128;

  private static final double OUTLIER = 0.02;
  private static final double OUTLIER_SHARE = 0.1;
  private static final double UNIFORM_DEVIATION = 0.2887;

  private final double[] values = new double[SIZE];
  private long count;

  void add(double value) {
    values[(int) (count % SIZE)] = value;
    count++;
  }

  /** Returns the mean of the last so many; 1/2 if there are none. */
  double mean(long last) {
    int size = size(last);
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += ago(i);
    }
    return size == 0 ? 0.5 : sum / size;
  }

  private int size(long last) {
    return (int) Math.min(Math.min(last, count), SIZE);
  }

  private double ago(int i) {
    return values[(int) ((count - 1 - i) % SIZE)];
  }

  /** Returns whether there are so many. */
  boolean has(int samples) {
    return count >= samples;
  }

  void save(StateWriter state) {
    state.put(count).put(values);
  }

  RecentPValues load(StateReader state) {
    count = state.nextLong(Long.MAX_VALUE);
    System.arraycopy(state.nextDoubles(SIZE), 0, values, 0, SIZE);
    return this;
  }

  /** Whether the mean is that of uniform numbers, as far as one can tell. */
  boolean isAsBefore() {
    return isUniform(mean(SIZE), 0.5, size(SIZE));
  }

  private static boolean isUniform(double mean, double expected, int size) {
    return Math.abs(mean - expected) < 3 * UNIFORM_DEVIATION / Math.sqrt(size);
  }

  /**
   * Guesses from the last so many: some samples far from all classes and the others as before are
   * new classes.
   */
  SuspectedKind kind(long last) {
    int size = size(last);
    int outliers = 0;
    double rest = 0;
    for (int i = 0; i < size; i++) {
      if (ago(i) < OUTLIER) {
        outliers++;
      } else {
        rest += ago(i);
      }
    }
    boolean some = outliers > OUTLIER_SHARE * size && 2 * outliers < size;
    return some && isUniform(rest / (size - outliers), (1 + OUTLIER) / 2, size - outliers)
        ? SuspectedKind.NOVELTY
        : SuspectedKind.INPUT;
  }
}
