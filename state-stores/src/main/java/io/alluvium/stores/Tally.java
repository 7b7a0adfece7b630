package io.alluvium.stores;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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

  /**
   * Returns the counters that are written and told, in their order: those that were there from the
   * beginning, and later ones as far as anything was counted. So what is written of a ledger does
   * not change because a program learns to count something else.
   */
  public List<Counter> told() {
    List<Counter> told = new ArrayList<>(List.of(Counter.values()));
    while (get(told.getLast()) == 0 && !told.getLast().equals(Counter.REFUSED_COMMANDS)) {
      told.removeLast();
    }
    return told;
  }

  void set(Counter counter, long count) {
    counts.put(counter, count);
  }
}
