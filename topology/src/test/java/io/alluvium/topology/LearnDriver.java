package io.alluvium.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Space;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.Prediction;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.Counter;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerFormat;
import io.alluvium.topology.internal.wire.Unsequenced;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** LEARN over a ledger that a test writes, entry by entry. Kafka's driver commits after each. */
final class LearnDriver implements AutoCloseable {
  private final WireSerdes serdes = HeapRegistry.serdes();
  private final AlluviumConfig config;
  private final Topics topics;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> ledger;
  private final TestOutputTopic<byte[], byte[]> predictionTopic;
  private final TestOutputTopic<byte[], byte[]> eventTopic;
  private final TestOutputTopic<byte[], byte[]> requestTopic;
  private final TestOutputTopic<byte[], byte[]> modelTopic;
  private final TestOutputTopic<byte[], byte[]> deadLetterTopic;
  private final List<Prediction> predictions = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<ModelRecord> models = new ArrayList<>();
  private final List<TestRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> entries = new ArrayList<>();
  private final Map<String, List<TestRecord<byte[], byte[]>>> published = new TreeMap<>();
  private long nowMillis = 100_000_000_000L;
  private long labelOffset;
  private int marks;

  LearnDriver(Path stateDir, Map<String, String> settings) {
    config = new AlluviumConfig(settings);
    topics = config.topics();
    Topology topology = LearnTopology.build(config, serdes, Learner.Background.INLINE);
    driver = new TopologyTestDriver(topology, properties(stateDir));
    ledger =
        driver.createInputTopic(
            topics.ledger(), new ByteArraySerializer(), new ByteArraySerializer());
    predictionTopic = output(topics.predictions());
    eventTopic = output(topics.events());
    requestTopic = output(topics.labelRequests());
    modelTopic = output(topics.model());
    deadLetterTopic = output(topics.deadLetters());
  }

  static Properties properties(Path stateDir) {
    Properties properties = new Properties();
    properties.put("application.id", "test");
    properties.put("bootstrap.servers", "nowhere:9092");
    properties.put("state.dir", stateDir.toString());
    properties.put("statestore.cache.max.bytes", "0");
    return properties;
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Lets ledger time pass. */
  void advance(long millis) {
    nowMillis += millis;
  }

  LearnDriver announced() {
    announce(Toy.space(1));
    return this;
  }

  void announce(Space space) {
    append(new Body.Announcement(space, "toy"));
  }

  void sample(String id, Embedding embedding) {
    sample(id, Toy.space(1), embedding);
  }

  void sample(String id, Space space, Embedding embedding) {
    List<Body.View> views = List.of(new Body.View(space.id(), embedding));
    append(new Body.Sample(id, "here", OptionalLong.of(77), Optional.empty(), views));
  }

  void label(String id, String label, long sequence) {
    label(
        new Body.Label(
            id, "here", Optional.of(Assignment.of(label)), sequence, Optional.empty(), none()));
  }

  void label(String id, String label, int weight, long sequence) {
    Optional<Assignment> assignment = Optional.of(new Assignment(label, weight));
    label(new Body.Label(id, "here", assignment, sequence, Optional.empty(), none()));
  }

  void withdraw(String id, long sequence) {
    label(new Body.Label(id, "here", Optional.empty(), sequence, Optional.empty(), none()));
  }

  void label(Body.Label label) {
    append(
        new Unsequenced(
            Optional.of(new BankValue.Origin(topics.labels(), 0, labelOffset++)),
            label,
            OptionalInt.empty()));
  }

  static OptionalLong none() {
    return OptionalLong.empty();
  }

  void command(String id, String type, Map<String, String> arguments) {
    append(new Body.Command(id, type, arguments, Optional.empty()));
  }

  /** Returns counters and digests at this place. */
  Map<String, String> mark() {
    String id = "mark-" + marks++;
    command(id, "MARK", Map.of("name", id));
    Event event = events("mark").filter(e -> id.equals(e.getSubject())).findFirst().orElseThrow();
    return event.getDetails();
  }

  /** Returns those counters that are not zero, without the commands that asked for them. */
  Map<String, Long> counters() {
    Map<String, Long> counters = new HashMap<>();
    Map<String, String> details = mark();
    for (Counter counter : Counter.values()) {
      String name = counter.name().toLowerCase(Locale.ROOT);
      long count = Long.parseLong(details.getOrDefault(name, "0"));
      if (count != 0 && counter != Counter.COMMANDS) {
        counters.put(name, count);
      }
    }
    return counters;
  }

  void append(Body body) {
    append(new Unsequenced(Optional.empty(), body, OptionalInt.empty()));
  }

  void append(Unsequenced entry) {
    append(
        serdes.ledgerEntry().serializer().serialize(topics.ledger(), LedgerFormat.toAvro(entry)));
  }

  void append(byte[] value) {
    byte[] key = "here".getBytes(UTF_8);
    Headers headers = new RecordHeaders().add("trace", Long.toString(nowMillis).getBytes(UTF_8));
    entries.add(entry(key, value, new RecordHeaders(headers)));
    ledger.pipeInput(new TestRecord<>(key, value, headers, Instant.ofEpochMilli(nowMillis)));
    for (TestRecord<byte[], byte[]> prediction : published(predictionTopic, "prediction")) {
      predictions.add(read(serdes.prediction(), topics.predictions(), prediction));
    }
    for (TestRecord<byte[], byte[]> event : published(eventTopic, "event")) {
      events.add(read(serdes.event(), topics.events(), event));
    }
    published(requestTopic, "request");
    for (TestRecord<byte[], byte[]> model : published(modelTopic, "model")) {
      models.add(read(serdes.model(), topics.model(), model));
    }
    deadLetters.addAll(published(deadLetterTopic, "letter"));
  }

  private List<TestRecord<byte[], byte[]>> published(
      TestOutputTopic<byte[], byte[]> topic, String name) {
    List<TestRecord<byte[], byte[]>> records = topic.readRecordsToList();
    published.computeIfAbsent(name, kind -> new ArrayList<>()).addAll(records);
    return records;
  }

  private static <T> T read(Serde<T> serde, String topic, TestRecord<byte[], byte[]> record) {
    return serde.deserializer().deserialize(topic, record.value());
  }

  private ConsumerRecord<byte[], byte[]> entry(byte[] key, byte[] value, Headers headers) {
    return new ConsumerRecord<>(
        topics.ledger(),
        0,
        entries.size(),
        nowMillis,
        TimestampType.LOG_APPEND_TIME,
        key.length,
        value.length,
        key,
        value,
        headers,
        Optional.empty());
  }

  /** Returns the ledger so far, as a consumer would read it. */
  List<ConsumerRecord<byte[], byte[]>> ledger() {
    return entries;
  }

  /** Returns the records of each topic so far: of predictions, events and dead letters. */
  Map<String, List<TestRecord<byte[], byte[]>>> published() {
    return published;
  }

  /** Returns the answers to all marks, as a replay of the ledger so far gives them. */
  List<Map<String, String>> replayedMarks() {
    LedgerReplay replay = new LedgerReplay(config, serdes, Learner.Background.INLINE);
    return entries.stream()
        .flatMap(entry -> replay.fold(entry).stream())
        .filter(Published.Reported.class::isInstance)
        .map(reported -> ((Published.Reported) reported).record().value())
        .filter(event -> event.getType().equals("mark"))
        .map(Event::getDetails)
        .toList();
  }

  List<Prediction> predictions() {
    return predictions;
  }

  Prediction lastPrediction() {
    return predictions.getLast();
  }

  List<Event> events() {
    return events;
  }

  /** Returns the pieces of snapshots so far. */
  List<ModelRecord> models() {
    return models;
  }

  /** Returns the events of a type. */
  Stream<Event> events(String type) {
    return events.stream().filter(event -> event.getType().equals(type));
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    return deadLetters;
  }

  /** Returns the reasons of the dead letters so far. */
  List<String> reasons() {
    return deadLetters.stream().map(letter -> header(letter, "alluvium.reason")).toList();
  }

  static String header(TestRecord<byte[], byte[]> letter, String name) {
    var header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  /** Returns the stores of bytes by name. */
  Map<String, KeyValueStore<Bytes, byte[]>> stores() {
    Map<String, KeyValueStore<Bytes, byte[]>> stores = new HashMap<>();
    for (String name :
        List.of(
            Names.BANK,
            Names.CLASSES,
            Names.MOMENTS,
            Names.WAL,
            Names.PROGRESS,
            Names.IMPORTS,
            Names.SOURCES,
            Names.ASKING)) {
      stores.put(name, driver.getKeyValueStore(name));
    }
    return stores;
  }

  KeyValueStore<Bytes, byte[]> bank() {
    return driver.getKeyValueStore(Names.BANK);
  }

  WireSerdes serdes() {
    return serdes;
  }

  Topics topics() {
    return topics;
  }

  @Override
  public void close() {
    driver.close();
  }
}
