package io.alluvium.app.demo;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import io.alluvium.topology.CommandType;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Writes the demo's samples, labels and commands. One request at a time: a fresh topic must not
 * lose its first batch.
 */
final class DemoFeeder implements AutoCloseable {
  private final Topics topics;
  private final WireSerdes serdes;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  DemoFeeder(String bootstrapServers, Topics topics, WireSerdes serdes) {
    this.topics = topics;
    this.serdes = serdes;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void send(DemoAction.Sample sample) {
    send(
        topics.samples(),
        sample.source(),
        serdes.sample(),
        new Sample(sample.id(), sample.source(), sample.text(), Instant.now(), Map.of()));
  }

  void send(DemoAction.Label label) {
    LabelAction action = label.label() == null ? LabelAction.WITHDRAW : LabelAction.ASSIGN;
    send(
        topics.labels(),
        label.source(),
        serdes.label(),
        new Label(
            label.sampleId(),
            label.source(),
            action,
            label.label(),
            label.sequence(),
            "demo",
            Instant.now(),
            1));
  }

  void mark(String id, String name) {
    command(id, CommandType.MARK, Map.of("name", name));
  }

  void command(String id, CommandType type, Map<String, String> arguments) {
    send(
        topics.commands(),
        id,
        serdes.command(),
        new Command(id, type.name(), arguments, "demo", Instant.now(), null));
  }

  private <T extends SpecificRecord> void send(String topic, String key, Serde<T> serde, T value) {
    byte[] bytes = serde.serializer().serialize(topic, value);
    Future<RecordMetadata> _ =
        producer.send(
            new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), bytes),
            (metadata, thrown) -> {
              if (thrown != null) {
                failure.compareAndSet(null, thrown);
              }
            });
    check();
  }

  /** Waits until everything is written. */
  void flush() {
    producer.flush();
    check();
  }

  private void check() {
    Exception thrown = failure.get();
    if (thrown != null) {
      throw new PipelineException(
          "the demo could not write to its broker: " + thrown.getMessage(), thrown);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
