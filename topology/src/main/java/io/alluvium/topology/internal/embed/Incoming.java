package io.alluvium.topology.internal.embed;

import io.alluvium.encoders.Payload;
import io.alluvium.topology.internal.wire.Body;
import java.util.Optional;
import java.util.OptionalLong;

/** A decoded record on its way to the ledger. */
sealed interface Incoming {

  /**
   * A sample that has to be embedded.
   *
   * @param copy whether it was embedded before, by another encoder, and is to be backfilled
   */
  record Unembedded(
      String id,
      String source,
      OptionalLong eventTime,
      Optional<String> domain,
      Payload payload,
      boolean copy)
      implements Incoming {

    /** Makes a sample that was never embedded. */
    Unembedded(
        String id,
        String source,
        OptionalLong eventTime,
        Optional<String> domain,
        Payload payload) {
      this(id, source, eventTime, domain, payload, false);
    }

    /** Returns the same sample as one that was embedded before. */
    Unembedded asCopy() {
      return new Unembedded(id, source, eventTime, domain, payload, true);
    }
  }

  /** An entry that is ready: a label, or a command that goes into every partition. */
  record Ready(Body body, boolean everywhere) implements Incoming {}
}
