package io.alluvium.encoders.internal;

import io.alluvium.encoders.EncoderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a model and what is in it.
 *
 * @param path where it lies
 * @param sha256 hash of its bytes, 64 lower-case hex digits
 */
record ModelFile(Path path, String sha256) {

  /**
   * Returns the file with its hash.
   *
   * @throws EncoderException if it cannot be read
   */
  static ModelFile of(Path path) {
    try (InputStream bytes = Files.newInputStream(path)) {
      return new ModelFile(path, copy(bytes, OutputStream.nullOutputStream()));
    } catch (IOException e) {
      throw new EncoderException("model file " + path + " cannot be read: " + e, e);
    }
  }

  /** Copies all bytes and returns their hash; closes neither stream. */
  static String copy(InputStream from, OutputStream to) throws IOException {
    MessageDigest digest = sha256Digest();
    from.transferTo(new DigestOutputStream(to, digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
