package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.transition.Transition;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What becomes of the samples in the bank whose space is left for good. A labelled one is settled:
 * it counts on in the sums that were moved. One without a label gets its image in the space that
 * stays, so that a label may still come; beyond a limit it loses its vector instead. One that was
 * replaced, labelled or not, is what it was before.
 */
final class BankTransfer {
  private final BankStore bank;
  private final StoredSamples samples;
  private final Function<String, Optional<Embedding>> before;
  private final int maxMoved;

  /**
   * Makes the transfer.
   *
   * @param before returns the vector that a sample had before it was replaced, if it was
   * @param maxMoved greatest number of samples whose vector one command moves
   */
  BankTransfer(
      BankStore bank,
      StoredSamples samples,
      Function<String, Optional<Embedding>> before,
      int maxMoved) {
    this.bank = bank;
    this.samples = samples;
    this.before = before;
    this.maxMoved = maxMoved;
  }

  /** Lets go of a space; returns how many samples were settled, moved and put back. */
  Map<String, String> leave(SpaceId left, Transition map) {
    Map<String, BankValue.Sample> found = new TreeMap<>();
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample
          && sample.space().equals(left)
          && sample.embedding().isPresent()) {
        found.put(id, sample);
      }
    });
    int moved = 0;
    int restored = 0;
    for (Map.Entry<String, BankValue.Sample> each : found.entrySet()) {
      BankValue.Sample sample = each.getValue();
      Optional<Embedding> own = before.apply(each.getKey());
      if (own.isPresent()) {
        samples.put(each.getKey(), sample.seenIn(map.to().id(), own.get()));
        restored++;
        continue;
      }
      boolean moves = sample.assigned().isEmpty() && moved < maxMoved;
      samples.put(each.getKey(), moves ? moved(sample, map) : sample.settled());
      moved += moves ? 1 : 0;
    }
    Map<String, String> details = new TreeMap<>();
    details.put("settled_samples", Integer.toString(found.size() - moved - restored));
    details.put("moved_samples", Integer.toString(moved));
    if (restored > 0) {
      details.put("restored_samples", Integer.toString(restored));
    }
    return details;
  }

  private static BankValue.Sample moved(BankValue.Sample sample, Transition map) {
    return sample.seenIn(map.to().id(), map.map(map.from(), sample.embedding().orElseThrow()));
  }
}
