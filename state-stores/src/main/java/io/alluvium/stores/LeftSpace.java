package io.alluvium.stores;

import io.alluvium.learning.Space;
import java.util.Optional;

/**
 * The space of an encoder that was retired, while the bank still has samples of it.
 *
 * @param from the space that was left
 * @param to the space that stays
 * @param keepsImages whether labelled samples keep their images in the space that stays
 * @param reached id of the last sample of the bank that was written as it is from the retirement
 *     on; empty at the beginning
 */
public record LeftSpace(Space from, Space to, boolean keepsImages, Optional<String> reached) {
  /** Returns the same once the samples up to an id are written. */
  public LeftSpace through(String sampleId) {
    return new LeftSpace(from, to, keepsImages, Optional.of(sampleId));
  }
}
