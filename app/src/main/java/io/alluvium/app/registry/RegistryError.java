package io.alluvium.app.registry;

import java.io.Serial;

/** A request that is refused: HTTP status, Confluent's error code and a message for people. */
final class RegistryError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  RegistryError(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static RegistryError unknownSubject(String subject) {
    return new RegistryError(404, 40401, "Subject '" + subject + "' not found.");
  }

  static RegistryError unknownVersion(String subject, int version) {
    return new RegistryError(
        404, 40402, "Version " + version + " of subject '" + subject + "' not found.");
  }

  static RegistryError unknownSchema() {
    return new RegistryError(404, 40403, "Schema not found.");
  }

  static RegistryError noLevel(String subject) {
    return new RegistryError(
        404, 40408, "Subject '" + subject + "' does not have a compatibility level of its own.");
  }

  static RegistryError invalidSchema(String reason) {
    return new RegistryError(422, 42201, "Invalid schema: " + reason);
  }

  static RegistryError invalidVersion(String version) {
    return new RegistryError(
        422, 42202, "The version '" + version + "' is neither 'latest' nor a number from 1.");
  }

  static RegistryError invalidLevel(String level, String expected) {
    return new RegistryError(
        422, 42203, "Invalid compatibility level '" + level + "', expected one of " + expected);
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }
}
