package io.alluvium.app.pipeline;

import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.Sample;
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
    return new WireSerdes(
        serde(Sample.class, settings),
        serde(Label.class, settings),
        serde(Command.class, settings),
        serde(LedgerEntry.class, settings),
        serde(Prediction.class, settings),
        serde(Event.class, settings),
        serde(ModelRecord.class, settings));
  }

  private static <T extends SpecificRecord> Serde<T> serde(
      Class<T> type, Map<String, Object> settings) {
    Serde<T> serde = new AvroSerde<>(type);
    serde.configure(settings, false);
    return serde;
  }
}
