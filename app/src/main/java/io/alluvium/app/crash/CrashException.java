package io.alluvium.app.crash;

/** The crash programme itself cannot go on; the message says why. Says nothing about the books. */
public final class CrashException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CrashException(String message) {
    super(message);
  }

  CrashException(String message, Throwable cause) {
    super(message, cause);
  }
}
