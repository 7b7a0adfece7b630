package io.alluvium.app.model;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.schemas.ModelManifest;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.util.ArrayList;
import java.util.List;

/** The topic of snapshots. */
public final class ModelTopic {
  private ModelTopic() {}

  /**
   * Reads a snapshot.
   *
   * @throws PipelineException if the topic cannot be read, or has no such snapshot
   */
  public static ModelSnapshot read(AlluviumConfig config, WireSerdes serdes, String id) {
    String name = config.topics().model();
    List<ModelRecord> records = new ArrayList<>();
    try (CommittedTopic topic = CommittedTopic.open(config, name)) {
      for (var next = topic.next(); next.isPresent(); next = topic.next()) {
        byte[] value = next.get().value();
        if (value != null) {
          ModelRecord record =
              serdes.model().deserializer().deserialize(name, next.get().headers(), value);
          if (record.getSnapshot().equals(id)) {
            records.add(record);
          }
        }
      }
    } catch (UndecodableException e) {
      throw new PipelineException("topic '" + name + "' has a record that is none of it: " + e, e);
    }
    if (records.stream().noneMatch(record -> record.getBody() instanceof ModelManifest)) {
      throw new PipelineException("topic '" + name + "' has no snapshot '" + id + "'");
    }
    return ModelSnapshot.of("topic '" + name + "'", id, records);
  }
}
