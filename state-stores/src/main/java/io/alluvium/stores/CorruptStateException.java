package io.alluvium.stores;

/**
 * What a state store holds is not what was written: wrong magic, unknown version, wrong length or
 * checksum, or stores that contradict each other.
 *
 * <p>The cure is to delete the local state folder: Kafka Streams restores it from the changelogs.
 */
public final class CorruptStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String CURE =
      "; delete the local state folder (state.dir) to restore it from the changelogs";

  CorruptStateException(String message) {
    super(message + CURE);
  }

  /** Returns what is wrong without the cure, for bytes that come from elsewhere than a store. */
  public String fault() {
    return String.valueOf(getMessage()).replace(CURE, "");
  }

  /** Says what is wrong, and what showed it. */
  public CorruptStateException(String message, RuntimeException cause) {
    super(message + ": " + cause.getMessage() + CURE, cause);
  }
}
