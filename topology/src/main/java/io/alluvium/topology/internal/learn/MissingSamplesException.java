package io.alluvium.topology.internal.learn;

/** Heads need samples that are no longer at hand; the message says what to do. */
final class MissingSamplesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingSamplesException(String message) {
    super(message);
  }
}
