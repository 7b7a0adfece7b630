package io.alluvium.learning;

import java.util.HexFormat;

/**
 * Identity of an embedding space: SHA-256 over model bytes, preprocessing, pooling, normalisation
 * and dimension.
 *
 * @param hex 64 lower-case hex digits
 */
public record SpaceId(String hex) implements Comparable<SpaceId> {
  /** Length of the hash in bytes. */
  public static final int BYTES = 32;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is not 64 lower-case hex digits
   */
  public SpaceId {
    if (!isWellFormed(hex)) {
      throw new IllegalArgumentException("space id '" + hex + "' is not 64 lower-case hex digits");
    }
  }

  /** A plain loop: every entry of the ledger comes by here. */
  private static boolean isWellFormed(String hex) {
    if (hex.length() != 2 * BYTES) {
      return false;
    }
    for (int i = 0; i < hex.length(); i++) {
      char digit = hex.charAt(i);
      boolean lowerCaseHex = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
      if (!lowerCaseHex) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the id of the given hash.
   *
   * @throws IllegalArgumentException if it has not {@link #BYTES} bytes
   */
  public static SpaceId ofBytes(byte[] hash) {
    return new SpaceId(HexFormat.of().formatHex(hash));
  }

  /** Returns the hash: {@link #BYTES} bytes. */
  public byte[] toBytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** Returns the first 12 digits, for people. */
  public String abbreviated() {
    return hex.substring(0, 12);
  }

  @Override
  public int compareTo(SpaceId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
