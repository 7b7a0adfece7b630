package io.alluvium.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Assignment;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Sample;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmbedTopologyTest {
  private static final String LONG = "x".repeat(257);

  @TempDir private Path state;
  private final WireSerdes serdes = HeapRegistry.serdes();
  private TopologyTestDriver driver;
  private TestOutputTopic<byte[], LedgerEntry> ledger;
  private TestOutputTopic<byte[], byte[]> deadLetters;

  @BeforeEach
  void open() {
    driver =
        new TopologyTestDriver(
            EmbedTopology.build(new AlluviumConfig(Map.of()), serdes, new Toy()),
            LearnDriver.properties(state));
    ledger =
        driver.createOutputTopic(
            "alluvium.ledger", new ByteArrayDeserializer(), serdes.ledgerEntry().deserializer());
    deadLetters =
        driver.createOutputTopic(
            "alluvium.dead-letters", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void send(String topic, TestRecord<byte[], byte[]> record) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(record);
  }

  private void send(String topic, byte[] value) {
    send(topic, new TestRecord<>("here".getBytes(UTF_8), value));
  }

  private byte[] bytes(Sample sample) {
    return serdes.sample().serializer().serialize("alluvium.samples", sample);
  }

  private static Sample sample(String id, String source, Object payload) {
    return new Sample(id, source, payload, Instant.ofEpochMilli(5), Map.of());
  }

  private byte[] bytes(Label label) {
    return serdes.label().serializer().serialize("alluvium.labels", label);
  }

  private byte[] bytes(Command command) {
    return serdes.command().serializer().serialize("alluvium.commands", command);
  }

  @Test
  void sampleBecomesAnEntryInTheSpaceThatWasAnnounced() {
    send("alluvium.samples", bytes(sample("s1", "here", "2 words")));
    List<LedgerEntry> entries = ledger.readValuesToList();
    assertThat(entries).hasSize(2);
    assertThat(entries.getFirst().getOrigin()).isNull();
    assertThat(LedgerFormat.body(entries.getFirst()))
        .isEqualTo(new Body.Announcement(Toy.space(1), "minilm"));
    assertThat(LedgerFormat.body(entries.get(1)))
        .isEqualTo(
            new Body.Sample(
                "s1",
                "here",
                OptionalLong.of(5),
                Optional.empty(),
                List.of(new Body.View(Toy.space(1).id(), Toy.axis(2)))));
    assertThat(entries.get(1).getOrigin().toString())
        .isEqualTo("{\"topic\": \"alluvium.samples\", \"partition\": 0, \"offset\": 0}");
  }

  @Test
  void aCopyIsSeenAgainAndSaysSo() {
    send("alluvium.backfill", bytes(sample("s1", "here", "2 words")));
    send("alluvium.backfill", new byte[] {1});
    List<LedgerEntry> entries = ledger.readValuesToList();
    assertThat(LedgerFormat.body(entries.get(1)))
        .isEqualTo(
            new Body.Backfill(
                new Body.Sample(
                    "s1",
                    "here",
                    OptionalLong.of(5),
                    Optional.empty(),
                    List.of(new Body.View(Toy.space(1).id(), Toy.axis(2))))));
    assertThat(entries.get(1).getOrigin().getTopic()).isEqualTo("alluvium.backfill");
    assertThat(entries).hasSize(2);
    assertThat(deadLetters.readRecordsToList()).hasSize(1);
  }

  @Test
  void aCopyThatSomebodyWaitsForAndThatCannotBeReadIsTold() {
    Headers look = new RecordHeaders().add(Topics.LOOK_HEADER, "s7".getBytes(UTF_8));
    send("alluvium.backfill", new TestRecord<>("here".getBytes(UTF_8), null, look));
    send("alluvium.backfill", new TestRecord<>("here".getBytes(UTF_8), new byte[] {1}, look));
    send("alluvium.samples", new TestRecord<>("here".getBytes(UTF_8), new byte[] {1}, look));
    assertThat(ledger.readValuesToList())
        .extracting(LedgerFormat::body)
        .filteredOn(Body.Unseen.class::isInstance)
        .containsExactly(new Body.Unseen("s7"), new Body.Unseen("s7"));
    assertThat(deadLetters.readRecordsToList()).hasSize(3);
  }

  @Test
  void labelsAndCommandsAreSequencedAsTheyStand() {
    send(
        "alluvium.labels",
        bytes(
            new Label(
                "s1", "here", LabelAction.ASSIGN, "a", 3L, "ann", Instant.ofEpochMilli(8), 1000)));
    send(
        "alluvium.labels",
        bytes(new Label("s1", "here", LabelAction.WITHDRAW, null, 4L, null, null, 5)));
    send("alluvium.commands", bytes(new Command("", "ODD", Map.of("k", "v"), "me", null, null)));
    assertThat(ledger.readValuesToList().stream().map(LedgerFormat::body).skip(1))
        .containsExactly(
            new Body.Label(
                "s1",
                "here",
                Optional.of(new Assignment("a", 1000)),
                3,
                Optional.of("ann"),
                OptionalLong.of(8)),
            new Body.Label(
                "s1", "here", Optional.empty(), 4, Optional.empty(), OptionalLong.empty()),
            new Body.Command("", "ODD", Map.of("k", "v"), Optional.of("me")));
  }

  @Test
  void keyAndHeadersTravelOn() {
    TestRecord<byte[], byte[]> record =
        new TestRecord<>(
            "key".getBytes(UTF_8),
            bytes(sample("s1", "here", "1")),
            new RecordHeaders().add("trace", "t1".getBytes(UTF_8)));
    send("alluvium.samples", record);
    var entries = ledger.readRecordsToList();
    assertThat(entries.getLast().key()).isEqualTo("key".getBytes(UTF_8));
    assertThat(entries.getLast().headers().lastHeader("trace").value())
        .isEqualTo("t1".getBytes(UTF_8));
  }

  @Test
  void announcementComesBeforeEverythingElseAndOnce() {
    send("alluvium.samples", bytes(sample("s1", "here", "1")));
    send("alluvium.samples", bytes(sample("s2", "here", "1")));
    assertThat(ledger.readValuesToList())
        .extracting(entry -> entry.getBody().getClass().getSimpleName())
        .containsExactly(
            SpaceAnnouncement.class.getSimpleName(),
            EmbeddedSample.class.getSimpleName(),
            EmbeddedSample.class.getSimpleName());
  }

  static Stream<Arguments> badSamples() {
    return Stream.of(
        Arguments.of(sample("", "here", "1"), "invalid-sample", "sample id is empty"),
        Arguments.of(sample(" ", "here", "1"), "invalid-sample", "sample id is empty"),
        Arguments.of(sample(LONG, "here", "1"), "invalid-sample", "sample id has 257 bytes"),
        Arguments.of(sample("s", "", "1"), "invalid-sample", "source is empty"),
        Arguments.of(sample("s", LONG, "1"), "invalid-sample", "source has 257 bytes"),
        Arguments.of(sample("s", "here", "bad"), "unacceptable-payload", "text is bad"),
        Arguments.of(
            sample("s", "here", ByteBuffer.wrap(new byte[3])),
            "unacceptable-payload",
            "encoder 'toy' takes text, got image"),
        Arguments.of(
            sample("s", "here", List.of(1f)),
            "unacceptable-payload",
            "encoder 'toy' takes text, got numbers"));
  }

  @ParameterizedTest
  @MethodSource("badSamples")
  void badSampleIsADeadLetterWithItsBytes(Sample bad, String reason, String message) {
    byte[] value = bytes(bad);
    send("alluvium.samples", value);
    assertDeadLetter("alluvium.samples", value, reason, message);
  }

  private static Label weighing(int weight) {
    return new Label("s", "here", LabelAction.ASSIGN, "a", 1L, null, null, weight);
  }

  static Stream<Arguments> badLabels() {
    LabelAction assign = LabelAction.ASSIGN;
    return Stream.of(
        Arguments.of(new Label("", "here", assign, "a", 1L, null, null, 1), "sample id is empty"),
        Arguments.of(weighing(0), "weight is 0, expected 1 to 1000"),
        Arguments.of(weighing(-1), "weight is -1, expected 1 to 1000"),
        Arguments.of(weighing(1001), "weight is 1001, expected 1 to 1000"),
        Arguments.of(new Label("s", "", assign, "a", 1L, null, null, 1), "source is empty"),
        Arguments.of(new Label("s", "here", assign, null, 1L, null, null, 1), "label is empty"),
        Arguments.of(new Label("s", "here", assign, " ", 1L, null, null, 1), "label is empty"),
        Arguments.of(
            new Label("s", "here", assign, LONG, 1L, null, null, 1),
            "label has 257 bytes of UTF-8"),
        Arguments.of(
            new Label("s", "here", LabelAction.WITHDRAW, "a", 1L, null, null, 1),
            "label is 'a' in a withdrawal, expected null"));
  }

  @ParameterizedTest
  @MethodSource("badLabels")
  void badLabelIsADeadLetterWithItsBytes(Label bad, String message) {
    byte[] value = bytes(bad);
    send("alluvium.labels", value);
    assertDeadLetter("alluvium.labels", value, "invalid-label", message);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void undecodableBytesAreADeadLetter(String topic) {
    send(topic, "rubbish".getBytes(UTF_8));
    assertDeadLetter(topic, "rubbish".getBytes(UTF_8), "undecodable", "record starts with byte");
  }

  static Stream<String> topics() {
    return Stream.of("alluvium.samples", "alluvium.labels", "alluvium.commands");
  }

  @Test
  void recordsTooLargeForTheLedgerAreDeadLetters() {
    byte[] huge = new byte[70_000];
    send("alluvium.samples", new TestRecord<>(huge, bytes(sample("s1", "here", "1"))));
    send(
        "alluvium.samples",
        new TestRecord<>(
            new byte[1], bytes(sample("s1", "here", "1")), new RecordHeaders().add("huge", huge)));
    String text = "x".repeat(70_000);
    send(
        "alluvium.labels",
        bytes(new Label("s1", "here", LabelAction.ASSIGN, "a", 1L, text, null, 1)));
    send("alluvium.commands", bytes(new Command(text, "MARK", Map.of(), null, null, null)));
    assertThat(ledger.isEmpty()).isTrue();
    assertThat(deadLetters.readRecordsToList())
        .allMatch(letter -> LearnDriver.header(letter, "alluvium.reason").equals("too-large"))
        .extracting(letter -> LearnDriver.header(letter, "__streams.errors.message"))
        .satisfiesExactly(
            m -> assertThat(m).isEqualTo("key has 70000 bytes, expected at most 65536"),
            m -> assertThat(m).isEqualTo("headers have 70012 bytes, expected at most 65536"),
            m -> assertThat(m).matches("value has 700\\d\\d bytes, expected at most 65536"),
            m -> assertThat(m).matches("value has 700\\d\\d bytes, expected at most 65536"));
  }

  @Test
  void largeTextIsTakenSinceItStaysBehind() {
    send("alluvium.samples", bytes(sample("s1", "here", "1" + "x".repeat(1_500_000))));
    assertThat(ledger.readValuesToList()).hasSize(2);
  }

  private void assertDeadLetter(String topic, byte[] value, String reason, String message) {
    assertThat(deadLetters.getQueueSize()).isEqualTo(1);
    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.value()).isEqualTo(value);
    assertThat(letter.key()).isEqualTo("here".getBytes(UTF_8));
    assertThat(LearnDriver.header(letter, "alluvium.reason")).isEqualTo(reason);
    assertThat(LearnDriver.header(letter, "__streams.errors.message")).contains(message);
    assertThat(LearnDriver.header(letter, "__streams.errors.topic")).isEqualTo(topic);
    assertThat(LearnDriver.header(letter, "__streams.errors.partition")).isEqualTo("0");
    assertThat(LearnDriver.header(letter, "__streams.errors.offset")).isEqualTo("0");
    send("alluvium.samples", bytes(sample("next", "here", "1")));
    assertThat(ledger.readValuesToList().getLast().getBody()).isInstanceOf(EmbeddedSample.class);
  }
}
