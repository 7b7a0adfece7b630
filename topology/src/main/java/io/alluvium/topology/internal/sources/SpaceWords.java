package io.alluvium.topology.internal.sources;

import io.alluvium.learning.SpaceId;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A space id as numbers: 1 and its bytes, big-endian, eight in a number; 0 for none. */
final class SpaceWords {
  private SpaceWords() {}

  static void write(StateWriter state, Optional<SpaceId> space) {
    state.put(space.isPresent());
    space
        .map(SpaceId::toBytes)
        .map(ByteBuffer::wrap)
        .ifPresent(bytes -> {
          while (bytes.hasRemaining()) {
            state.put(bytes.getLong());
          }
        });
  }

  static Optional<SpaceId> read(StateReader state) {
    if (!state.nextBoolean()) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(SpaceId.BYTES);
    while (bytes.hasRemaining()) {
      bytes.putLong(state.nextLong());
    }
    return Optional.of(SpaceId.ofBytes(bytes.array()));
  }
}
