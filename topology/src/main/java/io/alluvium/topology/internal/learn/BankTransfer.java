package io.alluvium.topology.internal.learn;

import io.alluvium.learning.SpaceId;
import io.alluvium.learning.transition.Transition;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of the samples in the bank whose space is left for good. A labelled one is settled:
 * it counts on in the sums that were moved. One without a label gets its image in the space that
 * stays, so that a label may still come; beyond a limit it loses its vector instead.
 */
final class BankTransfer {
  private final BankStore bank;
  private final StoredSamples samples;
  private final int maxMoved;

  /**
   * Makes the transfer.
   *
   * @param maxMoved greatest number of samples whose vector one command moves
   */
  BankTransfer(BankStore bank, StoredSamples samples, int maxMoved) {
    this.bank = bank;
    this.samples = samples;
    this.maxMoved = maxMoved;
  }

  /** Lets go of a space; returns how many samples were settled and how many moved. */
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
    for (Map.Entry<String, BankValue.Sample> each : found.entrySet()) {
      BankValue.Sample sample = each.getValue();
      boolean moves = sample.assigned().isEmpty() && moved < maxMoved;
      samples.put(each.getKey(), moves ? moved(sample, map) : sample.settled());
      moved += moves ? 1 : 0;
    }
    return Map.of(
        "settled_samples", Integer.toString(found.size() - moved),
        "moved_samples", Integer.toString(moved));
  }

  private static BankValue.Sample moved(BankValue.Sample sample, Transition map) {
    return sample.seenIn(map.to().id(), map.map(map.from(), sample.embedding().orElseThrow()));
  }
}
