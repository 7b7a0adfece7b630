package io.alluvium.learning;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids of the spaces that feature maps lead to. */
final class DerivedSpace {
  private DerivedSpace() {}

  /**
   * Returns a space of {@code fixed} normalisation whose id is the SHA-256 over the id of the space
   * it comes from, the name of the map, its dimension and its constants.
   *
   * @param largest largest magnitude of a coordinate, 1 to 32767
   */
  static Space of(Space from, String map, int dim, int largest, long... constants) {
    MessageDigest sha = sha256();
    sha.update(from.id().toBytes());
    sha.update(map.getBytes(StandardCharsets.UTF_8));
    ByteBuffer numbers = ByteBuffer.allocate(Integer.BYTES + Long.BYTES * constants.length);
    numbers.putInt(dim);
    for (long constant : constants) {
      numbers.putLong(constant);
    }
    sha.update(numbers.array());
    return new Space(SpaceId.ofBytes(sha.digest()), dim, new Normalisation.Fixed(largest, 1));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
