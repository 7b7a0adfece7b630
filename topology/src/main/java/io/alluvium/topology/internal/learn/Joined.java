package io.alluvium.topology.internal.learn;

import io.alluvium.stores.Counter;
import io.alluvium.topology.internal.wire.LedgerEntry;
import java.util.List;

/**
 * An entry with what it means.
 *
 * @param entry the entry
 * @param outcome what it means
 * @param counts what has to be counted
 * @param notices what has to be published
 */
public record Joined(
    LedgerEntry entry, Outcome outcome, List<Counter> counts, List<Notice> notices) {
  /** Copies the lists. */
  public Joined {
    counts = List.copyOf(counts);
    notices = List.copyOf(notices);
  }
}
