package io.alluvium.encoders;

/** A payload that this encoder can never embed; the message names the value got and the limit. */
public final class UnacceptablePayloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which value met which limit. */
  public UnacceptablePayloadException(String message) {
    super(message);
  }

  /** Says what is wrong with the payload, as found by a library. */
  public UnacceptablePayloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
