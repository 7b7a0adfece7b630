package io.alluvium.encoders.internal;

import io.alluvium.learning.Normalisation;
import io.alluvium.learning.SpaceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Gathers all that decides what a vector means and hashes it into a {@link SpaceId}.
 *
 * <p>The bytes that are hashed: for each field in the order of the calls, the length of its name
 * (int32 big-endian), its name (UTF-8), the length of its value and its value; text is UTF-8, an
 * integer int64 big-endian, a real number its IEEE 754 bits as int64. The first field is {@code
 * format}. Lengths come first so that no two lists of fields have the same bytes.
 */
final class SpaceFingerprint {
  private static final String FORMAT = "alluvium-space-1";

  private final MessageDigest digest = ModelFile.sha256Digest();

  /** Begins the fingerprint of an encoder that takes this kind of payload. */
  SpaceFingerprint(String kind) {
    text("format", FORMAT);
    text("kind", kind);
  }

  SpaceFingerprint text(String name, String value) {
    return field(name, value.getBytes(StandardCharsets.UTF_8));
  }

  SpaceFingerprint integer(String name, long value) {
    return field(name, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  SpaceFingerprint real(String name, double value) {
    return integer(name, Double.doubleToLongBits(value));
  }

  SpaceFingerprint reals(String name, List<Double> values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.size() * Double.BYTES);
    values.forEach(value -> bytes.putLong(Double.doubleToLongBits(value)));
    return field(name, bytes.array());
  }

  SpaceFingerprint normalisation(Normalisation normalisation) {
    return switch (normalisation) {
      case Normalisation.L2() -> text("normalisation", "l2").integer("unit", Normalisation.UNIT);
      case Normalisation.Fixed(double clip, double scale) ->
          text("normalisation", "fixed").real("clip", clip).real("scale", scale);
    };
  }

  /** Ends the fingerprint; it cannot be used afterwards. */
  SpaceId id() {
    return SpaceId.ofBytes(digest.digest());
  }

  private SpaceFingerprint field(String name, byte[] value) {
    prefixed(name.getBytes(StandardCharsets.UTF_8));
    prefixed(value);
    return this;
  }

  private void prefixed(byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
