package io.alluvium.schemas.serde;

import java.io.Serial;
import org.apache.kafka.common.KafkaException;

/** The schema registry understood the request and refused it: asking again would not help. */
public final class RegistryRejectedException extends KafkaException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final int errorCode;

  /**
   * Creates the exception.
   *
   * @param message what was refused and why
   * @param status HTTP status, 300 to 499
   * @param errorCode the registry's own code, such as 40401 for an unknown subject; 0 where the
   *     answer had none
   */
  public RegistryRejectedException(String message, int status, int errorCode) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  /** Returns the HTTP status, 300 to 499. */
  public int status() {
    return status;
  }

  /** Returns the registry's own code; 0 where the answer had none. */
  public int errorCode() {
    return errorCode;
  }

  /**
   * Returns whether the schema was refused because it is incompatible with the subject's versions.
   */
  public boolean isIncompatible() {
    return status == 409;
  }
}
