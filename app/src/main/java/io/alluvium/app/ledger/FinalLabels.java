package io.alluvium.app.ledger;

import io.alluvium.stores.BankValue;
import io.alluvium.topology.LedgerReplay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The label that each sample has at the end of a ledger, after all corrections and commands: what
 * predictions are graded by. About 25 bytes for each labelled sample. For one thread.
 *
 * <p>Ids are told apart by 64 bits of a hash: among ten million samples two are confused with a
 * probability of three in a million.
 */
final class FinalLabels {
  private static final int FIRST_CAPACITY = 1024;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private long[] hashes = new long[FIRST_CAPACITY];
  private int[] labels = new int[FIRST_CAPACITY];
  private int size;

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
    int place = place(hash(id));
    return labels[place] == 0 ? Optional.empty() : Optional.of(names.get(labels[place] - 1));
  }

  /** Returns how many samples have one. */
  int size() {
    return size;
  }

  void put(String id, String label) {
    if (2 * size >= hashes.length) {
      grow();
    }
    Integer number = numbers.computeIfAbsent(label, name -> numbers.size() + 1);
    if (number > names.size()) {
      names.add(label);
    }
    set(hash(id), number);
  }

  private void set(long hash, int number) {
    int place = place(hash);
    size += labels[place] == 0 ? 1 : 0;
    hashes[place] = hash;
    labels[place] = number;
  }

  /** Returns where a hash is, or where it belongs. */
  private int place(long hash) {
    int place = (int) (hash >>> 32) & (hashes.length - 1);
    while (labels[place] != 0 && hashes[place] != hash) {
      place = (place + 1) & (hashes.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldLabels = labels;
    hashes = new long[2 * oldHashes.length];
    labels = new int[2 * oldLabels.length];
    size = 0;
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldLabels[i] != 0) {
        set(oldHashes[i], oldLabels[i]);
      }
    }
  }

  /** A polynomial hash whose bits are then mixed (SplitMix64's finaliser). */
  private static long hash(String id) {
    long hash = id.length();
    for (int i = 0; i < id.length(); i++) {
      hash = (hash + id.charAt(i)) * MULTIPLIER;
      hash ^= hash >>> 29;
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }
}
