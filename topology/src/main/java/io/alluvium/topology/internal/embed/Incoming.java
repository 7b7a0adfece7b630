package io.alluvium.topology.internal.embed;

import io.alluvium.encoders.Payload;
import io.alluvium.topology.internal.wire.Body;
import java.util.Optional;
import java.util.OptionalLong;

/** A decoded record on its way to the ledger. */
sealed interface Incoming {

  /** A sample that has to be embedded. */
  record Unembedded(
      String id, String source, OptionalLong eventTime, Optional<String> domain, Payload payload)
      implements Incoming {}

  /** An entry that is ready: a label, or a command that goes into every partition. */
  record Ready(Body body, boolean everywhere) implements Incoming {}
}
