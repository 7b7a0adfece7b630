package io.alluvium.evaluation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in the making. For one thread. */
public final class Sha256 {
  private final MessageDigest digest = digest();

  /** Returns the hash function itself, for streams. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the hash of one text in UTF-8, 64 hex digits. */
  public static String ofText(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds a text in UTF-8 and a zero byte. */
  public Sha256 text(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return this;
  }

  /** Adds a number as int64, big-endian. */
  public Sha256 number(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    return this;
  }

  /** Adds bytes. */
  public Sha256 bytes(byte[] bytes) {
    return bytes(bytes, bytes.length);
  }

  /** Adds the first so many bytes. */
  public Sha256 bytes(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
    return this;
  }

  /** Returns the hash, 64 hex digits, and begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
