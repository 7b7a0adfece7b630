package io.alluvium.app.audit;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.View;
import java.util.Optional;

/** The views of samples as a ledger has them. */
public final class RecordedViews {
  private RecordedViews() {}

  /**
   * Returns the vector of a sample in a space; empty if it has none there.
   *
   * @throws IllegalArgumentException if its bytes are no vector
   */
  public static Optional<Embedding> in(EmbeddedSample sample, SpaceId space) {
    for (View view : sample.getViews()) {
      if (SpaceId.ofBytes(view.getSpace().bytes()).equals(space)) {
        return Optional.of(Embedding.fromBytes(view.getVector()));
      }
    }
    return Optional.empty();
  }
}
