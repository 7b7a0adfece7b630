package io.alluvium.app.broker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an embedded broker keeps its data and where it listens.
 *
 * @param dataDirectory folder that keeps topics and records from one start to the next, the
 *     broker's alone: only its owner may read it; null for a temporary folder that is deleted on
 *     close
 * @param port port on the loopback address that clients connect to, 1 to 65535; 0 for any free port
 */
public record BrokerOptions(@Nullable Path dataDirectory, int port) {
  private static final int MAX_PORT = 65_535;

  /**
   * Checks the port.
   *
   * @throws IllegalArgumentException if the port is out of range
   */
  public BrokerOptions {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("broker port is " + port + ", expected 0 to " + MAX_PORT);
    }
  }

  /** Returns options for a broker on any free port that leaves nothing behind. */
  public static BrokerOptions temporary() {
    return new BrokerOptions(null, 0);
  }

  /** Returns options for a broker on any free port that keeps its data in a folder. */
  public static BrokerOptions keptIn(Path dataDirectory) {
    return new BrokerOptions(dataDirectory, 0);
  }

  /** Returns the same options with another port, 0 for any free one. */
  public BrokerOptions withPort(int port) {
    return new BrokerOptions(dataDirectory, port);
  }
}
