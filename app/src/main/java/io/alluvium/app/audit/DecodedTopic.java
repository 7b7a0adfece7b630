package io.alluvium.app.audit;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.AlluviumConfig;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;

/** A topic of one partition, from its beginning to its end, decoded. */
public final class DecodedTopic {
  private DecodedTopic() {}

  /**
   * Visits all committed records in their order; those without a value are left out.
   *
   * @throws PipelineException if the topic cannot be read, or has something else in it
   */
  public static <T> void forEach(
      AlluviumConfig config, String topic, Serde<T> serde, Consumer<T> visitor) {
    try (CommittedTopic records = CommittedTopic.open(config, topic)) {
      for (var next = records.next(); next.isPresent(); next = records.next()) {
        T value = serde.deserializer().deserialize(topic, next.get().headers(), next.get().value());
        if (value != null) {
          visitor.accept(value);
        }
      }
    } catch (UndecodableException e) {
      throw new PipelineException("topic '" + topic + "' has a record that is none of it: " + e, e);
    }
  }
}
