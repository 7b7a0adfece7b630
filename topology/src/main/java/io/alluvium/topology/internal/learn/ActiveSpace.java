package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Space;
import io.alluvium.stores.ProgressStore;
import java.util.Optional;

/**
 * The space that is learnt in, read from its store until it is known: it never changes afterwards.
 */
final class ActiveSpace {
  private final ProgressStore store;
  private Optional<Space> space = Optional.empty();

  ActiveSpace(ProgressStore store) {
    this.store = store;
  }

  Optional<Space> get() {
    if (space.isEmpty()) {
      space = store.space();
    }
    return space;
  }
}
