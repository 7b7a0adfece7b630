package io.alluvium.topology.internal.learn;

/** A command cannot be carried out; nothing of it has been done. The message says why. */
final class RefusedCommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedCommandException(String message) {
    super(message);
  }
}
