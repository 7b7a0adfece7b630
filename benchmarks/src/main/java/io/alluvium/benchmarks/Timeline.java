package io.alluvium.benchmarks;

import java.util.Arrays;

/** When the broker appended each record of a topic, in order. Mutable, for one thread. */
final class Timeline {
  private long[] millis = new long[1024];
  private int size;

  void add(long appendMillis) {
    if (size == millis.length) {
      millis = Arrays.copyOf(millis, 2 * size);
    }
    millis[size++] = appendMillis;
  }

  int size() {
    return size;
  }

  /** Returns the time from one record to another, in seconds. */
  double seconds(int from, int to) {
    if (from < 0 || to >= size || millis[to] <= millis[from]) {
      throw new IllegalArgumentException(
          "records "
              + from
              + " to "
              + to
              + " of "
              + size
              + " do not span a time: take more records");
    }
    return (millis[to] - millis[from]) / 1000.0;
  }
}
