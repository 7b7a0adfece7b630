package io.alluvium.stores;

import java.util.EnumMap;
import java.util.Map;

/** Counts of what happened to a ledger partition since its beginning. Mutable; one thread. */
public final class Tally {
  private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);

  /** Adds one. */
  public void increment(Counter counter) {
    counts.merge(counter, 1L, Long::sum);
  }

  /** Returns how often it happened. */
  public long get(Counter counter) {
    return counts.getOrDefault(counter, 0L);
  }

  void set(Counter counter, long count) {
    counts.put(counter, count);
  }
}
