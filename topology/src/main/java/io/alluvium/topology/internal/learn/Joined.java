package io.alluvium.topology.internal.learn;

import io.alluvium.stores.Counter;
import io.alluvium.topology.internal.wire.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An entry with what it means.
 *
 * @param entry the entry
 * @param outcome what it means
 * @param counts what has to be counted
 * @param notices what has to be published
 * @param settled labelled samples that are no longer at hand from this entry on
 * @param forgotten sources of which samples were forgotten
 */
public record Joined(
    LedgerEntry entry,
    Outcome outcome,
    List<Counter> counts,
    List<Notice> notices,
    List<SettledSample> settled,
    Set<String> forgotten) {
  /** Copies the lists and the set. */
  public Joined {
    counts = List.copyOf(counts);
    notices = List.copyOf(notices);
    settled = List.copyOf(settled);
    forgotten = Set.copyOf(forgotten);
  }

  /** Returns the same with something more to be counted. */
  Joined counting(List<Counter> found) {
    List<Counter> more = new ArrayList<>(counts);
    more.addAll(found);
    return new Joined(entry, outcome, more, notices, settled, forgotten);
  }
}
