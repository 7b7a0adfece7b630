package io.alluvium.app.registry;

/** Where the registry's facts are kept. */
interface RegistryLog extends AutoCloseable {

  /**
   * Writes a fact and returns once it is durable and has been read back and applied.
   *
   * @throws RegistryError if it cannot be written; it may or may not have been
   */
  void append(LogRecord record);

  @Override
  void close();
}
