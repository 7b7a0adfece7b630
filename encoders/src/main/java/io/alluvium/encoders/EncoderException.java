package io.alluvium.encoders;

import org.jspecify.annotations.Nullable;

/**
 * The encoder failed for a reason of its own (native library, device, model); the payload may be
 * fine.
 */
public final class EncoderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what failed and what to do next. */
  public EncoderException(String message) {
    super(message);
  }

  /** Says what failed and what to do next. */
  public EncoderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
