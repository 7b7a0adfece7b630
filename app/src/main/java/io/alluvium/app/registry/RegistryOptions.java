package io.alluvium.app.registry;

import java.time.Duration;
import java.util.Objects;

/**
 * Settings of the embedded registry.
 *
 * @param bootstrapServers brokers that keep its log, {@code host:port} separated by commas
 * @param port port to listen at on the loopback address; 0 for any free one
 * @param topic compacted topic with one partition that keeps its log; created if missing
 * @param timeout longest wait for the brokers, at the start and for each write
 */
public record RegistryOptions(String bootstrapServers, int port, String topic, Duration timeout) {

  /** Name that Confluent's registry gives to its log. */
  public static final String DEFAULT_TOPIC = "_schemas";

  /** Checks that nothing is blank, the port is a port and the timeout is positive. */
  public RegistryOptions {
    requireText("bootstrapServers", bootstrapServers);
    requireText("topic", topic);
    Objects.requireNonNull(timeout, "timeout is null");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port is " + port + ", expected 0 to 65535");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout is " + timeout + ", expected more than zero");
    }
  }

  /**
   * Returns options with the topic {@value #DEFAULT_TOPIC}, any free port and half a minute's wait.
   */
  public static RegistryOptions of(String bootstrapServers) {
    return new RegistryOptions(bootstrapServers, 0, DEFAULT_TOPIC, Duration.ofSeconds(30));
  }

  private static void requireText(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is blank");
    }
  }
}
