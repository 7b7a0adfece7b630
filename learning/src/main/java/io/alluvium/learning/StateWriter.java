package io.alluvium.learning;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  /** Adds a text: its length in bytes of UTF-8, then eight of them in a number. */
  public StateWriter put(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return put((long) bytes.length).putBytes(bytes);
  }

  /** Adds an embedding, whose dimension is known to the reader: four coordinates in a number. */
  public StateWriter put(Embedding embedding) {
    return putBytes(embedding.toBytes());
  }

  private StateWriter putBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(Arrays.copyOf(bytes, numbers(bytes.length) * Long.BYTES));
    while (buffer.hasRemaining()) {
      put(buffer.getLong());
    }
    return this;
  }

  /** Returns into how many numbers so many bytes go. */
  static int numbers(int bytes) {
    return (bytes + Long.BYTES - 1) / Long.BYTES;
  }

  /** Returns into how many numbers an embedding of a space goes. */
  public static int numbersOf(Space space) {
    return numbers(space.dim() * Short.BYTES);
  }

  /** Adds what another writer wrote, and how many numbers that is. */
  public StateWriter put(StateWords nested) {
    put((long) nested.size());
    for (int i = 0; i < nested.size(); i++) {
      put(nested.get(i));
    }
    return this;
  }

  /** Returns what was written. */
  public StateWords words() {
    return new StateWords(Arrays.copyOf(words, size));
  }
}
