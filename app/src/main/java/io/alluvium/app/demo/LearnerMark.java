package io.alluvium.app.demo;

import io.alluvium.schemas.Event;
import java.util.Map;
import java.util.Optional;

/**
 * The learner's answer to a MARK command: its counters and digests at one place of the ledger.
 *
 * @param name name of the mark
 * @param details counters and digests by name
 */
record LearnerMark(String name, Map<String, String> details) {
  /** Copies the details. */
  LearnerMark {
    details = Map.copyOf(details);
  }

  /** Returns the mark that an event answers, if it answers one. */
  static Optional<LearnerMark> of(Event event) {
    return event.getType().equals("mark")
        ? Optional.of(
            new LearnerMark(event.getDetails().getOrDefault("name", ""), event.getDetails()))
        : Optional.empty();
  }

  long count(String counter) {
    return Long.parseLong(details.getOrDefault(counter, "0"));
  }

  String digest(String name) {
    return details.getOrDefault(name, "");
  }
}
