package io.alluvium.app.pipeline;

import io.alluvium.schemas.serde.AvroSerde;
import io.alluvium.schemas.serde.RegistryConfig;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Makes serdes on the schema registry of a configuration. */
public final class Registries {
  private Registries() {}

  /**
   * Returns the serdes of all topics.
   *
   * @throws PipelineException if no registry is configured
   */
  public static WireSerdes serdes(AlluviumConfig config) {
    Map<String, Object> settings = config.kafka();
    if (!settings.containsKey(RegistryConfig.URL)) {
      throw new PipelineException(
          "no " + RegistryConfig.URL + " in the configuration: set it to your schema registry");
    }
    return WireSerdes.of(new Configured(settings));
  }

  private record Configured(Map<String, Object> settings) implements WireSerdes.Factory {
    @Override
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
      Serde<T> serde = new AvroSerde<>(type);
      serde.configure(settings, false);
      return serde;
    }
  }
}
