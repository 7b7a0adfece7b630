package io.alluvium.app.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real Kafka broker (KRaft, one node) inside this process, reachable on the loopback address
 * only, without authentication.
 *
 * <p>It runs from {@link #start} to {@link #close} and leaves no thread behind that keeps the JVM
 * alive. Should it fail for good while it runs (for instance a full disk), Kafka ends the JVM with
 * status 1, as it does outside of Alluvium. Safe for use by several threads.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int MAX_ATTEMPTS = 3;
  private static final Duration TOPIC_LIMIT = Duration.ofSeconds(60);

  private final BrokerFolder folder;
  private final KraftServer server;
  private final String bootstrapServers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(BrokerFolder folder, KraftServer server, LoopbackPorts ports) {
    this.folder = folder;
    this.server = server;
    this.bootstrapServers = LoopbackPorts.HOST + ":" + ports.clients();
  }

  /**
   * Starts a broker and returns once it serves clients, after some seconds.
   *
   * @throws BrokerException if the folder is in use or cannot be written, the port is taken, or
   *     Kafka does not start; nothing is left running
   */
  public static EmbeddedBroker start(BrokerOptions options) {
    return start(options, () -> LoopbackPorts.choose(options.port()));
  }

  static EmbeddedBroker start(BrokerOptions options, Supplier<LoopbackPorts> ports) {
    BrokerFolder folder = BrokerFolder.open(options.dataDirectory());
    try {
      return start(folder, ports);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Returns {@code host:port} for the {@code bootstrap.servers} of clients. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /**
   * Creates topics and returns when every partition of them can be written to, within a minute.
   * Topics that exist already are left as they are.
   *
   * @throws BrokerException if a topic exists with another number of partitions, is refused, or is
   *     not ready in time
   */
  public void createTopics(Collection<NewTopic> topics) {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      new TopicSetup(admin, TOPIC_LIMIT).create(topics);
    } catch (ExecutionException e) {
      throw new BrokerException("topics are refused: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new BrokerException("topics are not ready after " + TOPIC_LIMIT.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted while topics were created", e);
    }
  }

  /** Stops the broker and waits until it has; its temporary folder is deleted. Once is enough. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try (folder) {
        server.stop();
      }
    }
  }

  private static EmbeddedBroker start(BrokerFolder folder, Supplier<LoopbackPorts> choice) {
    for (int attempt = 1; ; attempt++) {
      LoopbackPorts ports = choice.get();
      try {
        return new EmbeddedBroker(folder, KraftServer.start(folder.log(), ports), ports);
      } catch (RuntimeException e) {
        if (attempt == MAX_ATTEMPTS || ports.areFree()) {
          throw new BrokerException("the embedded broker does not start: " + e.getMessage(), e);
        }
      }
    }
  }
}
