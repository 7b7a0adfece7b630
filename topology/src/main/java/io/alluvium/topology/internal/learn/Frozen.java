package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.stores.CommandStore;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Classes whose samples do not change. Not thread-safe. */
final class Frozen {
  private static final String ALL = "";

  private final CommandStore store;
  private final TreeSet<String> labels = new TreeSet<>();

  /** Reads the store once. */
  Frozen(CommandStore store) {
    this.store = store;
    store.forEachFrozen((label, offset) -> labels.add(label));
  }

  /** Freezes a class, or all if none is named. */
  void freeze(Optional<String> label, long offset) {
    labels.add(label.orElse(ALL));
    store.putFrozen(label.orElse(ALL), offset);
  }

  /** Ends {@link #freeze}. */
  void unfreeze(Optional<String> label) {
    labels.remove(label.orElse(ALL));
    store.deleteFrozen(label.orElse(ALL));
  }

  boolean contains(Optional<String> label) {
    return labels.contains(label.orElse(ALL));
  }

  /** Returns what speaks against a change, if anything does. */
  Optional<String> fault(LabelChange change) {
    return fault(Stream.concat(change.left().stream(), change.entered().stream()));
  }

  /** Returns what speaks against a change of any of the classes. */
  Optional<String> fault(Stream<String> changed) {
    if (labels.contains(ALL)) {
      return Optional.of("all classes are frozen: UNFREEZE first");
    }
    return changed
        .filter(labels::contains)
        .findFirst()
        .map(label -> "class '" + label + "' is frozen: UNFREEZE it first");
  }
}
