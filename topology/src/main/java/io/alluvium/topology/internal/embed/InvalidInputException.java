package io.alluvium.topology.internal.embed;

import io.alluvium.topology.internal.wire.Reason;

/** A record that can be decoded but breaks a limit; becomes a dead letter. */
final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  InvalidInputException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
