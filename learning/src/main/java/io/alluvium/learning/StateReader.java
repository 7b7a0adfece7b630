package io.alluvium.learning;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link StateWriter} wrote, in the same order. Everything that does not fit is refused
 * with an {@link IllegalArgumentException}. Mutable, for one thread.
 */
public final class StateReader {
  private final StateWords words;
  private int next;

  /** Begins at the beginning. */
  public StateReader(StateWords words) {
    this.words = words;
  }

  /** Returns the next whole number. */
  public long nextLong() {
    if (next == words.size()) {
      throw new IllegalArgumentException("state ends after " + next + " numbers, expected more");
    }
    return words.get(next++);
  }

  /** Returns whether the next whole number is a given one, and passes it then. */
  public boolean passes(long expected) {
    boolean found = next < words.size() && words.get(next) == expected;
    next += found ? 1 : 0;
    return found;
  }

  /** Returns the next whole number, from 0 to a limit. */
  public long nextLong(long limit) {
    long value = nextLong();
    if (value < 0 || value > limit) {
      throw new IllegalArgumentException(
          "state has " + value + " at " + (next - 1) + ", expected 0 to " + limit);
    }
    return value;
  }

  /** Returns the next count, from 0 to a limit. */
  public int nextInt(int limit) {
    return (int) nextLong(limit);
  }

  /** Returns the next number, which is none of infinity and not-a-number. */
  public double nextDouble() {
    double value = Double.longBitsToDouble(nextLong());
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("state has " + value + " at " + (next - 1));
    }
    return value;
  }

  /** Returns the next number, which may be infinite. */
  public double nextLimit() {
    double value = Double.longBitsToDouble(nextLong());
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("state has no number at " + (next - 1));
    }
    return value;
  }

  /** Returns the next truth value. */
  public boolean nextBoolean() {
    return nextInt(1) == 1;
  }

  /** Returns the next numbers, of which there must be so many. */
  public double[] nextDoubles(int count) {
    int size = nextInt(words.size());
    if (size != count) {
      throw new IllegalArgumentException("state has " + size + " numbers, expected " + count);
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = nextDouble();
    }
    return values;
  }

  /** Returns the next text. */
  public String nextText() {
    return new String(nextBytes(nextInt(Long.BYTES * words.size())), StandardCharsets.UTF_8);
  }

  /** Returns the next embedding, of a given dimension. */
  public Embedding nextEmbedding(int dim) {
    return Embedding.fromBytes(ByteBuffer.wrap(nextBytes(dim * Short.BYTES)));
  }

  private byte[] nextBytes(int count) {
    int numbers = StateWriter.numbers(count);
    checkLeft(numbers);
    ByteBuffer buffer = ByteBuffer.allocate(numbers * Long.BYTES);
    while (buffer.hasRemaining()) {
      buffer.putLong(nextLong());
    }
    return Arrays.copyOf(buffer.array(), count);
  }

  /** Returns what another writer wrote. */
  public StateWords nextWords() {
    int count = nextInt(words.size());
    checkLeft(count);
    StateWriter nested = new StateWriter();
    for (int i = 0; i < count; i++) {
      nested.put(nextLong());
    }
    return nested.words();
  }

  private void checkLeft(int count) {
    if (count > words.size() - next) {
      throw new IllegalArgumentException(
          "state has " + (words.size() - next) + " numbers left, expected " + count);
    }
  }

  /** Checks that everything was read. */
  public void end() {
    if (next != words.size()) {
      throw new IllegalArgumentException(
          "state has " + (words.size() - next) + " numbers too many");
    }
  }
}
