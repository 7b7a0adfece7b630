package io.alluvium.app.broker;

/** The embedded broker cannot do what was asked; the message says why and what to do next. */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerException(String message) {
    super(message);
  }

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
