package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.transition.Transition;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.LeftSpace;
import io.alluvium.stores.TransitionStore;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the samples in the bank whose encoder is retired. A labelled one is settled: it
 * counts on in the sums that were moved, and where heads are fitted from more than sums it keeps
 * its image in the space that stays, which can be neither corrected nor forgotten. One without a
 * label gets its image, so that a label may still come.
 *
 * <p>All that holds with the entry of the command: who reads the bank from then on reads it so. It
 * is written so a few samples with the end of each entry, that no transaction has the whole bank in
 * it; how far this has come follows from the number of entries, and nothing else follows from it.
 * Not thread-safe; one per task.
 */
final class Retirement {
  /** So many are looked at with the end of an entry: their images take half a millisecond. */
  static final int SAMPLES_OF_ENTRY = 16;

  private final BankStore bank;
  private final TransitionStore store;
  private @Nullable LeftSpace left;

  /** Goes on where the stores stand. */
  Retirement(BankStore bank, TransitionStore store) {
    this.bank = bank;
    this.store = store;
    this.left = store.left().orElse(null);
    bank.readThrough(
        left == null
            ? UnaryOperator.identity()
            : view(Transition.ofRows(left.from(), left.to(), store.leftMap()), left.keepsImages()));
  }

  /**
   * Lets go of the space that a map leads from.
   *
   * @param keepsImages whether settled samples keep their images
   */
  void begin(Transition map, boolean keepsImages) {
    left = new LeftSpace(map.from(), map.to(), keepsImages, Optional.empty());
    store.put(left, map.rows());
    bank.readThrough(view(map, keepsImages));
  }

  private static UnaryOperator<BankValue.Sample> view(Transition map, boolean keepsImages) {
    return sample -> {
      if (!sample.space().equals(map.from().id()) || sample.vector().isEmpty()) {
        return sample;
      }
      boolean isLabelled = sample.assigned().isPresent();
      if (isLabelled && !keepsImages) {
        return sample.settled();
      }
      Embedding image = map.map(map.from(), sample.vector().orElseThrow());
      return isLabelled
          ? sample.settledIn(map.to().id(), image)
          : sample.seenIn(map.to().id(), image);
    };
  }

  /** Ends an entry: the next few samples are written. */
  void finishEntry() {
    if (left == null) {
      return;
    }
    List<String> written = bank.rewrite(left.reached(), SAMPLES_OF_ENTRY);
    for (String id : written) {
      if (store.backfilled(id).isPresent()) {
        store.deleteBackfilled(id);
      }
    }
    if (written.size() < SAMPLES_OF_ENTRY) {
      left = null;
      bank.readThrough(UnaryOperator.identity());
      store.clearLeft();
    } else {
      left = left.through(written.getLast());
      store.put(left);
    }
  }

  /** Writes all that are not written yet: another encoder is released. */
  void finish() {
    while (left != null) {
      finishEntry();
    }
  }

  /** Notes that a sample has left the bank. */
  void leave(String sampleId) {
    if (left != null) {
      store.deleteBackfilled(sampleId);
    }
  }

  /** Nothing of what was forgotten stays on the disk. */
  void forget() {
    if (left != null) {
      store.erase();
    }
  }
}
