package io.alluvium.topology.internal.learn;

import io.alluvium.stores.BankValue;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.Reason;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Something that a stage wants to be published besides the prediction. Closed. */
public sealed interface Notice {

  /**
   * An event.
   *
   * @param type what happened
   * @param subject id of the command, sample, class or space concerned, where there is one
   * @param message one sentence for people
   * @param details the same facts for programs, in the order of their names: the bytes of an event
   *     must not depend on the JVM
   */
  record Happened(
      EventType type, Optional<String> subject, String message, Map<String, String> details)
      implements Notice {
    /** Copies and orders the details. */
    public Happened {
      details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    static Happened to(
        String subject, EventType type, String message, Map<String, String> details) {
      return new Happened(type, Optional.of(subject), message, details);
    }
  }

  /**
   * A label that goes to the dead letters as it stood in the topic of labels.
   *
   * @param label the label
   * @param origin where it stood, where known
   */
  record BuriedLabel(
      Body.Label label, Optional<BankValue.Origin> origin, Reason reason, String message)
      implements Notice {}

  /** The entry at hand goes to the dead letters. */
  record BuriedEntry(Reason reason, String message) implements Notice {}
}
