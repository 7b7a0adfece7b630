package io.alluvium.stores;

/**
 * Bytes read from a state store are not what was written: wrong magic, unknown version, wrong
 * length or checksum.
 *
 * <p>The cure is to delete the local state folder: Kafka Streams restores it from the changelogs.
 */
public final class CorruptStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorruptStateException(String message) {
    super(
        message + "; delete the local state folder (state.dir) to restore it from the changelogs");
  }
}
