package io.alluvium.schemas.serde;

import java.io.Serial;
import org.apache.kafka.common.KafkaException;

/**
 * The schema registry gave no usable answer within the configured attempts. It says nothing about
 * the record in hand, which must be neither skipped nor sent to the dead letters.
 */
public final class RegistryUnavailableException extends KafkaException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception; the message says what to do. */
  public RegistryUnavailableException(String message) {
    super(message);
  }
}
