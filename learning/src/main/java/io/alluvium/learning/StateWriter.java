package io.alluvium.learning;

import java.util.Arrays;

/**
 * Writes the state of something that is told on as numbers of 64 bits: what {@link StateReader}
 * reads again is the same to the last bit. Mutable, for one thread.
 */
public final class StateWriter {
  private long[] words = new long[256];
  private int size;

  /** Adds a whole number. */
  public StateWriter put(long value) {
    if (size == words.length) {
      words = Arrays.copyOf(words, 2 * size);
    }
    words[size++] = value;
    return this;
  }

  /** Adds a number. */
  public StateWriter put(double value) {
    return put(Double.doubleToRawLongBits(value));
  }

  /** Adds a truth value. */
  public StateWriter put(boolean value) {
    return put(value ? 1L : 0L);
  }

  /** Adds numbers, and how many there are. */
  public StateWriter put(double[] values) {
    put((long) values.length);
    for (double value : values) {
      put(value);
    }
    return this;
  }

  /** Returns what was written. */
  public StateWords words() {
    return new StateWords(Arrays.copyOf(words, size));
  }
}
