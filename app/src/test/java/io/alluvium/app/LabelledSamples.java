package io.alluvium.app;

import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends samples of numbers with their labels, as a user's producer would. */
final class LabelledSamples {
  private static final String SOURCE = "here";

  private LabelledSamples() {}

  /** Sends a sample and its label by annotator {@code ann}; returns when both are stored. */
  static void send(
      AlluviumConfig config, WireSerdes serdes, String id, List<Float> vector, String label)
      throws Exception {
    byte[] key = SOURCE.getBytes(StandardCharsets.UTF_8);
    String samples = config.topics().samples();
    String labels = config.topics().labels();
    Sample sample = new Sample(id, SOURCE, vector, null, Map.of());
    Label given = new Label(id, SOURCE, LabelAction.ASSIGN, label, 1L, "ann", null, 1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", config.kafka().get("bootstrap.servers")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  samples, key, serdes.sample().serializer().serialize(samples, sample)))
          .get();
      producer
          .send(
              new ProducerRecord<>(
                  labels, key, serdes.label().serializer().serialize(labels, given)))
          .get();
    }
  }
}
