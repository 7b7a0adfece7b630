package io.alluvium.app.audit;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.AlluviumConfig;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Deserializer;

/** The topic of events, from its beginning to its end. */
public final class EventTopic {
  private EventTopic() {}

  /**
   * Visits all events in the order of the ledger.
   *
   * @throws PipelineException if the topic cannot be read, or has something that is no event
   */
  public static void forEach(AlluviumConfig config, Consumer<Event> visitor) {
    Deserializer<Event> events = Registries.serdes(config).event().deserializer();
    String name = config.topics().events();
    try (CommittedTopic topic = CommittedTopic.open(config, name)) {
      for (var next = topic.next(); next.isPresent(); next = topic.next()) {
        Event event = events.deserialize(name, next.get().headers(), next.get().value());
        if (event != null) {
          visitor.accept(event);
        }
      }
    } catch (UndecodableException e) {
      throw new PipelineException("topic '" + name + "' has a record that is none of it: " + e, e);
    }
  }
}
