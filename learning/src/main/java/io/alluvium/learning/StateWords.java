package io.alluvium.learning;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A state as numbers of 64 bits: made by {@link StateWriter}. Immutable; safe for any thread. */
public final class StateWords {
  private final long[] words;

  StateWords(long[] words) {
    this.words = words;
  }

  /** Reads so many numbers from a buffer, which is moved past them. */
  public static StateWords readFrom(ByteBuffer source, int count) {
    if (count < 0 || count > source.remaining() / Long.BYTES) {
      throw new IllegalArgumentException(
          "state has " + count + " numbers, " + source.remaining() + " bytes are left");
    }
    long[] words = new long[count];
    source.slice().order(source.order()).asLongBuffer().get(words);
    source.position(source.position() + count * Long.BYTES);
    return new StateWords(words);
  }

  /** Writes the numbers at the buffer's position and moves it past them. */
  public void writeTo(ByteBuffer target) {
    target.slice().order(target.order()).asLongBuffer().put(words);
    target.position(target.position() + words.length * Long.BYTES);
  }

  /** Returns how many numbers there are. */
  public int size() {
    return words.length;
  }

  long get(int index) {
    return words[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateWords that && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "StateWords[" + words.length + "]";
  }
}
