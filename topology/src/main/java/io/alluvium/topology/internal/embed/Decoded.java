package io.alluvium.topology.internal.embed;

import org.jspecify.annotations.Nullable;

/** A decoded record beside its original bytes, which a dead letter must carry. */
final class Decoded {
  private final Incoming incoming;
  private final byte @Nullable [] original;

  /** Keeps the array: it belongs to the record and nobody writes to it. */
  Decoded(Incoming incoming, byte @Nullable [] original) {
    this.incoming = incoming;
    this.original = original;
  }

  Incoming incoming() {
    return incoming;
  }

  byte @Nullable [] original() {
    return original;
  }
}
