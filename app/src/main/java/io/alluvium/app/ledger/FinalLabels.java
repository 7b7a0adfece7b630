package io.alluvium.app.ledger;

import io.alluvium.stores.BankValue;
import io.alluvium.topology.LedgerReplay;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The label that each sample has at the end of a ledger, after all corrections and commands: what
 * predictions are graded by. About 100 bytes for each labelled sample, where the bank beside it has
 * several hundred. For one thread.
 */
final class FinalLabels {
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** Returns the labels that a learner remembers. */
  static FinalLabels of(LedgerReplay known) {
    FinalLabels labels = new FinalLabels();
    known.forEachRemembered((id, value) -> {
      if (value instanceof BankValue.Sample sample) {
        sample.assigned().ifPresent(label -> labels.put(id, label));
      }
    });
    return labels;
  }

  /** Returns the label of a sample; empty if it has none, or was forgotten. */
  Optional<String> of(String id) {
    return Optional.ofNullable(labels.get(id));
  }

  /** Returns how many samples have one. */
  int size() {
    return labels.size();
  }

  /** Gives a sample its label; equal labels are kept once. */
  void put(String id, String label) {
    labels.put(id, names.computeIfAbsent(label, name -> name));
  }
}
