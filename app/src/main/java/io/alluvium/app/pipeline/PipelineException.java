package io.alluvium.app.pipeline;

/** The pipeline cannot start or go on; the message says what to do. */
public final class PipelineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do. */
  public PipelineException(String message) {
    super(message);
  }

  /** Says what is wrong and what to do, and what it came from. */
  public PipelineException(String message, Throwable cause) {
    super(message, cause);
  }
}
