package io.alluvium.learning;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Feeds a SHA-256 with little-endian numbers. */
final class StatisticsDigest {
  private static final int CHUNK = 1024;

  private final MessageDigest sha = sha256();
  private final ByteBuffer buffer =
      ByteBuffer.allocate(CHUNK * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void classSums(String label, ClassSums sums) {
    byte[] utf8 = label.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    bytes(utf8);
    longs(new long[] {sums.count()});
    longs(sums.values());
  }

  void bytes(byte[] bytes) {
    sha.update(bytes);
  }

  void number(int value) {
    sha.update(buffer.clear().putInt(value).flip());
  }

  void longs(long[] values) {
    for (int start = 0; start < values.length; start += CHUNK) {
      int length = Math.min(CHUNK, values.length - start);
      buffer.clear().asLongBuffer().put(values, start, length);
      sha.update(buffer.limit(length * Long.BYTES));
    }
  }

  byte[] finish() {
    return sha.digest();
  }
}
