package io.alluvium.app.pipeline;

import static org.awaitility.Awaitility.await;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.encoders.Encoder;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.Sample;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** A namespace of its own on the shared broker, and hands to write to it and to read from it. */
final class Harness implements AutoCloseable {
  /** How long a test waits; more for long runs, with {@code -Dtest.patience.minutes}. */
  static final Duration PATIENCE = Duration.ofMinutes(Long.getLong("test.patience.minutes", 2));

  private final AlluviumConfig config;
  private final Topics topics;
  private final WireSerdes serdes;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  Harness(EmbeddedBroker broker, Path stateDir, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("bootstrap.servers", broker.bootstrapServers());
    all.put("alluvium.namespace", "test-" + UUID.randomUUID());
    all.put("state.dir", stateDir.toString());
    all.put("session.timeout.ms", "6000");
    all.put("heartbeat.interval.ms", "1500");
    all.putAll(settings);
    config = new AlluviumConfig(all);
    topics = config.topics();
    serdes =
        config.kafka().containsKey("schema.registry.url")
            ? Registries.serdes(config)
            : new MapRegistry().serdes();
    try (TopicAdmin admin = new TopicAdmin(config)) {
      admin.create();
    }
    awaitLeaders();
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "max.in.flight.requests.per.connection",
                "1"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Waits with a bound; threads that die meanwhile are the business of who started them. */
  static ConditionFactory patiently() {
    return await().dontCatchUncaughtExceptions().atMost(PATIENCE);
  }

  private void awaitLeaders() {
    patiently()
        .ignoreExceptionsInstanceOf(PipelineException.class)
        .until(() -> {
          try (TopicAdmin admin = new TopicAdmin(config)) {
            admin.check(Role.ALL);
            return true;
          }
        });
  }

  AlluviumConfig config() {
    return config;
  }

  AlluviumConfig config(Map<String, String> changes) {
    Map<String, Object> all = new HashMap<>(config.originals());
    all.putAll(changes);
    return new AlluviumConfig(all);
  }

  Topics topics() {
    return topics;
  }

  WireSerdes serdes() {
    return serdes;
  }

  Pipeline start(Encoder encoder) {
    return start(config, Role.ALL, encoder);
  }

  Pipeline start(AlluviumConfig changed, Role role, @Nullable Encoder encoder) {
    return start(changed, role, serdes, encoder);
  }

  static Pipeline start(
      AlluviumConfig changed, Role role, WireSerdes serdes, @Nullable Encoder encoder) {
    try {
      Pipeline pipeline = Pipeline.start(changed, role, serdes, encoder);
      if (!pipeline.awaitRunning(PATIENCE)) {
        throw new AssertionError("not running after " + PATIENCE);
      }
      return pipeline;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void sample(String id, String text) {
    sample(new Sample(id, "here", text, null, Map.of()));
  }

  void sample(Sample sample) {
    send(topics.samples(), sample.getSource(), bytes(sample));
  }

  void label(String sampleId, String label, long sequence) {
    label(new Label(sampleId, "here", LabelAction.ASSIGN, label, sequence, null, null, 1));
  }

  void withdraw(String sampleId, long sequence) {
    label(new Label(sampleId, "here", LabelAction.WITHDRAW, null, sequence, null, null, 1));
  }

  void label(Label label) {
    send(topics.labels(), label.getSource(), bytes(label));
  }

  void mark(String name) {
    command(new Command("mark-" + name, "MARK", Map.of("name", name), null, null, null));
  }

  void command(Command command) {
    send(topics.commands(), command.getId(), bytes(command));
  }

  void send(String topic, String key, byte[] value) {
    send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    sent.add(producer.send(record));
  }

  /** Writes a record as it is, and returns its place once it is there. */
  RecordMetadata put(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  RecordMetadata put(String topic, String key, byte @Nullable [] value) {
    return put(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
  }

  RecordMetadata put(Sample sample) {
    return put(topics.samples(), sample.getSource(), bytes(sample));
  }

  RecordMetadata put(Label label) {
    return put(topics.labels(), label.getSource(), bytes(label));
  }

  byte[] bytes(Sample sample) {
    return serdes.sample().serializer().serialize(topics.samples(), sample);
  }

  byte[] bytes(Label label) {
    return serdes.label().serializer().serialize(topics.labels(), label);
  }

  byte[] bytes(Command command) {
    return serdes.command().serializer().serialize(topics.commands(), command);
  }

  /** Waits until everything sent so far is in its topic. */
  void settle() {
    producer.flush();
    for (Future<RecordMetadata> future : sent) {
      try {
        future.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError(e);
      }
    }
    sent.clear();
  }

  List<Prediction> predictions(int expected) {
    return read(topics.predictions(), serdes.prediction(), expected);
  }

  List<Event> events(int expected) {
    return read(topics.events(), serdes.event(), expected);
  }

  /** Waits for the answer to a mark. */
  Event marked(String name) {
    return some(
            patiently(),
            () -> events(0),
            e -> e.getType().equals("mark") && name.equals(e.getDetails().get("name")))
        .getFirst();
  }

  /** Waits for the prediction of a sample, and returns the only one. */
  Prediction predicted(String sampleId) {
    List<Prediction> found =
        some(await().atMost(PATIENCE), () -> predictions(0), p -> sampleId.equals(p.getSampleId()));
    if (found.size() > 1) {
      throw new AssertionError(found.size() + " predictions of sample '" + sampleId + "'");
    }
    return found.getFirst();
  }

  /** Waits for the first event of a type and a subject. */
  Event happened(String type, String subject) {
    return some(
            await().atMost(PATIENCE),
            () -> events(0),
            e -> type.equals(e.getType()) && subject.equals(e.getSubject()))
        .getFirst();
  }

  /** Waits until there are some that fit, and returns them. */
  private static <T> List<T> some(
      ConditionFactory patience, Supplier<List<T>> read, Predicate<T> fits) {
    return patience.until(
        () -> read.get().stream().filter(fits).toList(), found -> !found.isEmpty());
  }

  /** Waits until a record is in the ledger. */
  void sequenced(RecordMetadata place) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            ledger(0).stream()
                .map(LedgerEntry::getOrigin)
                .anyMatch(origin ->
                    origin != null
                        && origin.getTopic().equals(place.topic())
                        && origin.getOffset() == place.offset()));
  }

  List<LedgerEntry> ledger(int expected) {
    return read(topics.ledger(), serdes.ledgerEntry(), expected);
  }

  private <T extends SpecificRecord> List<T> read(String topic, Serde<T> serde, int expected) {
    List<T> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic, expected)) {
      values.add(serde.deserializer().deserialize(topic, record.value()));
    }
    return values;
  }

  /**
   * Reads a topic from its beginning: all that is committed at the call, and on until at least so
   * many committed records were seen.
   */
  List<ConsumerRecord<byte[], byte[]>> records(String topic, int expected) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                String.valueOf(config.kafka().get("bootstrap.servers")),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      long end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      patiently()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            return records.size() >= expected && consumer.position(partition) >= end;
          });
      return records;
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
