package io.alluvium.topology.internal.learn;

import io.alluvium.stores.Counter;
import io.alluvium.stores.Tally;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Answers to MARK: counters and digests at one place of the ledger. */
final class Marks {
  private Marks() {}

  static Notice answer(Outcome.Marked marked, Tally tally, Digests digests) {
    Map<String, String> details = details(tally, digests);
    details.put("name", marked.name());
    return Notice.Happened.to(
        marked.commandId(), EventType.MARK, "Mark '" + marked.name() + "'.", details);
  }

  /** Returns counters and digests by their names in the event, ascending. */
  static Map<String, String> details(Tally tally, Digests digests) {
    Map<String, String> details = new TreeMap<>();
    for (Counter counter : tally.told()) {
      details.put(counter.name().toLowerCase(Locale.ROOT), Long.toString(tally.get(counter)));
    }
    details.put("classes", Integer.toString(digests.classes()));
    details.put("state_digest", digests.state());
    details.put("sums_digest", digests.sums());
    details.put("predictions_digest", digests.predictions());
    return details;
  }
}
