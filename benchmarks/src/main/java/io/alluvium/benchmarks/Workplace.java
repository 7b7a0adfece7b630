package io.alluvium.benchmarks;

import io.alluvium.app.broker.BrokerOptions;
import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.app.registry.EmbeddedRegistry;
import io.alluvium.schemas.serde.RegistryConfig;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.streams.StreamsConfig;

/**
 * A broker and a schema registry in this process, as the demo has them, and namespaces on them. All
 * of it is gone when it is closed.
 */
final class Workplace implements AutoCloseable {
  private final Map<String, String> properties;
  private final TemporaryFolder state = TemporaryFolder.create();
  private final EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
  private final EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);

  /**
   * Starts broker and registry.
   *
   * @param properties settings of the user for every namespace
   */
  Workplace(Map<String, String> properties) {
    this.properties = Map.copyOf(properties);
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Makes the topics of a namespace, each with one partition, and returns its configuration. */
  AlluviumConfig namespace(String name) {
    return namespace(name, Map.of());
  }

  /** The same, with settings of its own. */
  AlluviumConfig namespace(String name, Map<String, String> own) {
    Map<String, Object> settings = new HashMap<>(properties);
    settings.putAll(own);
    settings.put(AlluviumConfig.NAMESPACE, name);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    settings.put(RegistryConfig.URL, registry.url());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.path().resolve(name).toString());
    AlluviumConfig config = new AlluviumConfig(settings);
    createTopics(
        config.topics().specs(1).stream()
            .map(spec ->
                new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.settings()))
            .toList());
    return config;
  }

  void createTopics(Collection<NewTopic> topics) {
    broker.createTopics(topics);
  }

  static WireSerdes serdes(AlluviumConfig config) {
    return Registries.serdes(config);
  }

  @Override
  public void close() {
    registry.close();
    broker.close();
    state.close();
  }
}
