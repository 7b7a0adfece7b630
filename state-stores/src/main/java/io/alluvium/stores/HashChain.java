package io.alluvium.stores;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A chain of SHA-256 hashes: each link hashes the one before it and what is appended, so that one
 * hash stands for a whole sequence. Mutable; one thread.
 */
public final class HashChain {
  /** Length of a link in bytes. */
  static final int BYTES = 32;

  private final MessageDigest sha256;
  private byte[] link;

  private HashChain(byte[] link) {
    this.sha256 = sha256();
    this.link = link;
  }

  /** Returns the empty chain: a link of zeros. */
  public static HashChain start() {
    return new HashChain(new byte[BYTES]);
  }

  static HashChain at(byte[] link) {
    return new HashChain(link.clone());
  }

  /** Returns a new SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Appends bytes. */
  public void append(byte[] bytes) {
    sha256.update(link);
    link = sha256.digest(bytes);
  }

  byte[] link() {
    return link.clone();
  }

  /** Returns the newest link as 64 hex digits. */
  public String hex() {
    return HexFormat.of().formatHex(link);
  }
}
