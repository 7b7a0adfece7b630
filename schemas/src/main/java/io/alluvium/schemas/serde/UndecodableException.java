package io.alluvium.schemas.serde;

import java.io.Serial;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Bytes that are not a record: the fault lies in the bytes and no retry will mend it, so they
 * belong on the dead-letter topic. The message says what was found and what was expected.
 */
public final class UndecodableException extends SerializationException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception for a fault found by the serde itself. */
  public UndecodableException(String message) {
    super(message);
  }

  /** Creates the exception for a fault that Avro found. */
  public UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }
}
