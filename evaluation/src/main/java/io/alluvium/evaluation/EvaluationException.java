package io.alluvium.evaluation;

import org.jspecify.annotations.Nullable;

/** An evaluation cannot go on for a reason its user can mend; the message says which and where. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong, where, and what was expected. */
  public EvaluationException(String message) {
    super(message);
  }

  /** Says what is wrong, where, and what was expected. */
  public EvaluationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
