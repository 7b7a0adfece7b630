package io.alluvium.topology.internal.learn;

import io.alluvium.stores.BankValue;
import io.alluvium.stores.Counter;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What joining one entry brings to light: counts and notices, in the order they were found. */
final class Findings {
  private final List<Counter> counts = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private final List<SettledSample> settled = new ArrayList<>();
  private final Set<String> forgotten = new TreeSet<>();

  void count(Counter counter) {
    counts.add(counter);
  }

  /** Notes a labelled sample that is no longer at hand and counts on. */
  void settle(SettledSample sample) {
    settled.add(sample);
  }

  /** Notes a source of which nothing may be left in what is known of it. */
  void forgetSource(String source) {
    forgotten.add(source);
  }

  void tell(Notice notice) {
    notices.add(notice);
  }

  void tell(List<Notice> more) {
    notices.addAll(more);
  }

  void bury(Body.Label label, Optional<BankValue.Origin> origin, Reason reason, String message) {
    counts.add(Counter.BURIED_LABELS);
    notices.add(new Notice.BuriedLabel(label, origin, reason, message));
  }

  Joined with(LedgerEntry entry, Outcome outcome) {
    return new Joined(entry, outcome, counts, notices, settled, forgotten);
  }
}
