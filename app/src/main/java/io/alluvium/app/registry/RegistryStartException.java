package io.alluvium.app.registry;

import java.io.Serial;

/** The embedded registry cannot start; the message says what to do. */
public final class RegistryStartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RegistryStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Creates the exception for a fault that no other exception told of. */
  public RegistryStartException(String message) {
    super(message);
  }
}
