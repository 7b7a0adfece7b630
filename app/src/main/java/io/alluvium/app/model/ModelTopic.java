package io.alluvium.app.model;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.app.pipeline.StreamsSettings;
import io.alluvium.schemas.EncoderDecision;
import io.alluvium.schemas.ModelManifest;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/** The topic of snapshots and of what became of encoders that were released. */
public final class ModelTopic {
  private static final String CLIENT = "alluvium-eraser";

  /** The end of the key of a part or a manifest: records of releases are not erased. */
  private static final Pattern PIECE = Pattern.compile("/(\\d{5}|manifest)");

  private ModelTopic() {}

  /**
   * Erases a snapshot: writes a null value under each of its keys. Its bytes leave the disk when
   * Kafka compacts the topic.
   *
   * @return how many records it had
   * @throws PipelineException if the topic cannot be read or written, or has no such snapshot
   */
  public static int erase(AlluviumConfig config, String id) throws InterruptedException {
    String name = config.topics().model();
    List<byte[]> keys = keys(config, id);
    if (keys.isEmpty()) {
      throw new PipelineException("topic '" + name + "' has no snapshot '" + id + "'");
    }
    StreamsConfig settings = new StreamsConfig(StreamsSettings.learn(config));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            settings.getProducerConfigs(CLIENT),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] key : keys) {
        producer.send(new ProducerRecord<>(name, 0, key, null)).get();
      }
      return keys.size();
    } catch (ExecutionException | KafkaException e) {
      throw new PipelineException("could not erase snapshot '" + id + "': " + e.getMessage(), e);
    }
  }

  /** Returns the keys under which the topic has a part, or the manifest, of a snapshot. */
  private static List<byte[]> keys(AlluviumConfig config, String id) {
    Map<String, byte[]> keys = new TreeMap<>();
    try (CommittedTopic topic = CommittedTopic.open(config, config.topics().model())) {
      for (var next = topic.next(); next.isPresent(); next = topic.next()) {
        byte[] key = next.get().key();
        String text = new String(key, StandardCharsets.UTF_8);
        if (text.startsWith(id + '/') && PIECE.matcher(text.substring(id.length())).matches()) {
          if (next.get().value() == null) {
            keys.remove(text);
          } else {
            keys.put(text, key);
          }
        }
      }
    }
    return List.copyOf(keys.values());
  }

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
          if (record.getSnapshot().equals(id) && !(record.getBody() instanceof EncoderDecision)) {
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
