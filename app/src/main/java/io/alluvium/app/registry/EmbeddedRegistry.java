package io.alluvium.app.registry;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * A schema registry inside this process, reachable on the loopback address only, without
 * authentication.
 *
 * <p>It speaks the part of Confluent's REST interface that serializers and people use: register,
 * look up, read, check and configure Avro schemas; nothing is ever deleted. Its state is a
 * compacted topic, so a restart on the same brokers keeps all ids. A later registry on the same
 * topic takes over: the earlier one goes on answering questions but refuses writes. Safe for use by
 * several threads.
 */
public final class EmbeddedRegistry implements AutoCloseable {

  private final RegistryLog log;
  private final RegistryServer server;

  private EmbeddedRegistry(RegistryLog log, RegistryServer server) {
    this.log = log;
    this.server = server;
  }

  /**
   * Starts a registry and returns once it has read its log and serves.
   *
   * @throws RegistryStartException if the brokers do not answer, the log cannot be read, or the
   *     port is taken; nothing is left running
   */
  public static EmbeddedRegistry start(RegistryOptions options) {
    SchemaStore store = new SchemaStore();
    RegistryLog log = openLog(options, store);
    try {
      RestInterface rest = new RestInterface(new Registry(store, log));
      return new EmbeddedRegistry(log, new RegistryServer(rest.routes(), options.port()));
    } catch (IOException e) {
      log.close();
      throw new RegistryStartException(
          "schema registry cannot listen at port "
              + options.port()
              + ": "
              + e.getMessage()
              + ". Choose another port, or 0 for any free one",
          e);
    }
  }

  /**
   * Starts a registry with default options on a port.
   *
   * @param bootstrapServers brokers that keep its log
   * @param port port to listen at; 0 for any free one
   */
  public static EmbeddedRegistry start(String bootstrapServers, int port) {
    RegistryOptions defaults = RegistryOptions.of(bootstrapServers);
    return start(new RegistryOptions(bootstrapServers, port, defaults.topic(), defaults.timeout()));
  }

  /** Returns the address for {@code schema.registry.url}. */
  public String url() {
    return server.url();
  }

  /** Stops serving; the log stays. */
  @Override
  public void close() {
    server.close();
    log.close();
  }

  private static RegistryLog openLog(RegistryOptions options, SchemaStore store) {
    try (Admin admin = Admin.create(LogClients.admin(options))) {
      LogTopic.ensure(admin, options.topic());
      return new KafkaRegistryLog(options, store::apply);
    } catch (ExecutionException | KafkaException | IllegalStateException e) {
      throw new RegistryStartException(
          "schema registry cannot use its log "
              + options.topic()
              + " at "
              + options.bootstrapServers()
              + ": "
              + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryStartException("interrupted while the schema registry started", e);
    }
  }
}
