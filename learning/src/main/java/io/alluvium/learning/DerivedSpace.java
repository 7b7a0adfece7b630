package io.alluvium.learning;

import java.nio.charset.StandardCharsets;

/** Spaces that feature maps lead to. */
final class DerivedSpace {
  private DerivedSpace() {}

  /**
   * Returns a space of {@code fixed} normalisation whose id is the SHA-256 over the id of the space
   * it comes from, the name of the map, its dimension and its constants.
   *
   * @param largest largest magnitude of a coordinate, 1 to 32767
   */
  static Space of(Space from, String map, int dim, int largest, long... constants) {
    StatisticsDigest digest = new StatisticsDigest();
    digest.bytes(from.id().toBytes());
    digest.bytes(map.getBytes(StandardCharsets.UTF_8));
    digest.number(dim);
    digest.longs(constants);
    return new Space(SpaceId.ofBytes(digest.finish()), dim, new Normalisation.Fixed(largest, 1));
  }
}
