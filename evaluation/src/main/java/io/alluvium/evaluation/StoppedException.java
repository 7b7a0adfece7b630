package io.alluvium.evaluation;

/** The user asked for an end; what was complete before is kept. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says at what the work ended. */
  public StoppedException(String message) {
    super(message);
  }
}
