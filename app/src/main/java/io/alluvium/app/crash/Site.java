package io.alluvium.app.crash;

import io.alluvium.app.registry.EmbeddedRegistry;
import java.nio.file.Path;

/**
 * What a pipeline needs around it: a broker in a process of its own, and a schema registry in this
 * one.
 */
record Site(BrokerProcess broker, EmbeddedRegistry registry) implements AutoCloseable {

  /** Starts both; the broker's data go into the folder. */
  static Site open(Path folder) {
    BrokerProcess broker = BrokerProcess.start(folder);
    try {
      return new Site(broker, EmbeddedRegistry.start(broker.bootstrapServers(), 0));
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      registry.close();
    } finally {
      broker.close();
    }
  }
}
