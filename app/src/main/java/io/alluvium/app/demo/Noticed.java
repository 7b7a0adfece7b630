package io.alluvium.app.demo;

import io.alluvium.schemas.Event;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Something that the learner noticed by itself while the demo ran.
 *
 * @param type type of the event
 * @param subject the source or the candidate concerned
 * @param offset its place in the ledger
 * @param message one sentence for people
 */
public record Noticed(String type, String subject, long offset, String message) {
  private static final Set<String> TYPES = Set.of("drift", "drift-over", "candidate-class");

  /** Returns what an event tells, if it is of a change of a source or of a possible class. */
  static Optional<Noticed> of(Event event) {
    return TYPES.contains(event.getType())
        ? Optional.of(
            new Noticed(
                event.getType(),
                Objects.requireNonNullElse(event.getSubject(), ""),
                event.getOffset(),
                event.getMessage()))
        : Optional.empty();
  }
}
