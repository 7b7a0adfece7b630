package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One pipeline that gets one bad record after the other, each followed by a good sample. What
 * became of the bad ones is looked at once all good ones have their prediction.
 */
@ExtendWith(SharedBroker.class)
final class BadInputTest {
  private static final String LONG_NAME = "\u00e9".repeat(129);
  private static final byte[] KEY = {0, (byte) 0xff, 7};
  private static final Map<Object, RecordMetadata> PLACES = new HashMap<>();

  @TempDir private static Path state;
  private static Harness harness;
  private static Pipeline pipeline;
  private static DeadLetters letters;

  @BeforeAll
  static void writeAll(EmbeddedBroker broker) {
    harness = new Harness(broker, state, Map.of());
    pipeline = harness.start(new ToyEncoder());
    letters = new DeadLetters(harness);
    good("first");
    damages().forEach(damage -> PLACES.put(damage, followed(harness.put(damage.record()))));
    samples()
        .map(bad -> (Sample) bad.get()[0])
        .forEach(sample -> PLACES.put(sample, followed(harness.put(sample))));
    labels()
        .map(bad -> (Label) bad.get()[0])
        .forEach(label -> PLACES.put(label, followed(harness.put(label))));
    commands().map(bad -> (Command) bad.get()[0]).forEach(harness::command);
    harness.mark("end");
    harness.settle();
    harness.predictions(1 + PLACES.size());
    harness.marked("end");
  }

  @AfterAll
  static void stop() {
    pipeline.close();
    harness.close();
  }

  private static RecordMetadata place(Object bad) {
    return Objects.requireNonNull(PLACES.get(bad));
  }

  private static RecordMetadata followed(RecordMetadata bad) {
    good("after " + bad.topic() + " " + bad.offset());
    return bad;
  }

  private static void good(String id) {
    harness.sample(id, "a good text");
    harness.settle();
  }

  private enum Input {
    SAMPLES,
    LABELS,
    COMMANDS;

    String topic() {
      return switch (this) {
        case SAMPLES -> harness.topics().samples();
        case LABELS -> harness.topics().labels();
        case COMMANDS -> harness.topics().commands();
      };
    }

    byte[] good() {
      return switch (this) {
        case SAMPLES -> harness.bytes(sample("never sent", "here", "text"));
        case LABELS -> harness.bytes(assign("never sent", "here", "class"));
        case COMMANDS -> harness.bytes(command("never sent", "MARK", Map.of("name", "x")));
      };
    }
  }

  private enum Fault {
    NOT_AVRO("record starts with byte 0x6e"),
    NO_HEADER("record has 2 bytes, expected at least"),
    UNKNOWN_SCHEMA("schema id is 9999"),
    OTHER_RECORD("expected io.alluvium.schemas."),
    CUT_SHORT("bytes are not a record of schema id"),
    TOO_LONG("is followed by further bytes"),
    NULL("value is null, expected a record");

    private final String message;

    Fault(String message) {
      this.message = message;
    }

    byte @Nullable [] in(Input input) {
      byte[] good = input.good();
      return switch (this) {
        case NOT_AVRO -> "not avro".getBytes(StandardCharsets.UTF_8);
        case NO_HEADER -> new byte[2];
        case UNKNOWN_SCHEMA -> ByteBuffer.wrap(good).putInt(1, 9999).array();
        case OTHER_RECORD -> (input == Input.LABELS ? Input.SAMPLES : Input.LABELS).good();
        case CUT_SHORT -> Arrays.copyOf(good, good.length - 1);
        case TOO_LONG -> Arrays.copyOf(good, good.length + 1);
        case NULL -> null;
      };
    }
  }

  record Damage(Input input, Fault fault) {
    ProducerRecord<byte[], byte[]> record() {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(input.topic(), KEY, fault.in(input));
      record.headers().add("trace", "from the producer".getBytes(StandardCharsets.UTF_8));
      return record;
    }
  }

  static Stream<Damage> damages() {
    return Stream.of(Input.values())
        .flatMap(input -> Stream.of(Fault.values()).map(fault -> new Damage(input, fault)));
  }

  @Test
  void nothingElseHappened() {
    assertThat(pipeline.failure()).isEmpty();
    assertThat(harness.predictions(0)).hasSize(1 + PLACES.size());
    assertThat(letters.all()).hasSize(PLACES.size());
    assertThat(harness.marked("end").getDetails())
        .containsEntry("duplicates", "0")
        .containsEntry("label_records", "0")
        .containsEntry("commands", "1")
        .containsEntry("refused_commands", Long.toString(commands().count()));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void buriesWhatCannotBeReadAsItWas(Damage damage) {
    DeadLetters.Letter letter = letters.of(place(damage));

    assertThat(letter.reason()).isEqualTo("undecodable");
    assertThat(letter.message()).contains(damage.fault().message);
    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(letter.value()).isEqualTo(damage.fault().in(damage.input()));
    assertThat(letter.header("trace")).contains("from the producer");
  }

  static Stream<Arguments> samples() {
    ByteBuffer image = ByteBuffer.wrap(new byte[] {1, 2, 3});
    return Stream.of(
        badSample("", "here", "text", "invalid-sample", "sample id is empty"),
        badSample(" \t", "here", "text", "invalid-sample", "sample id is empty"),
        badSample(LONG_NAME, "here", "text", "invalid-sample", "sample id has 258 bytes of UTF-8"),
        badSample("i", "", "text", "invalid-sample", "source is empty"),
        badSample("i", LONG_NAME, "text", "invalid-sample", "expected 1 to 256"),
        badSample("i", "here", "", "unacceptable-payload", "text is empty"),
        badSample("i", "here", "x".repeat(1001), "unacceptable-payload", "the limit is 1000"),
        badSample("i", "here", image, "unacceptable-payload", "takes text, got image"),
        badSample("i", "here", List.of(1f), "unacceptable-payload", "takes text, got numbers"),
        badSample("i", "here", "NAN", "unacceptable-payload", "vector has NaN at dimension 3"),
        badSample("i", "here", "POISON", "encoder-failed", "the toy choked on 'POISON'"));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("samples")
  void buriesBadSamples(Sample sample, String reason, String message) {
    assertBuried(place(sample), harness.bytes(sample), reason, message);
  }

  static Stream<Arguments> labels() {
    return Stream.of(
        badLabel(assign("s", "here", ""), "label is empty, expected 1 to 256 bytes"),
        badLabel(assign("s", "here", "  "), "label is empty"),
        badLabel(assign("s", "here", null), "label is empty"),
        badLabel(assign("s", "here", LONG_NAME), "label has 258 bytes of UTF-8"),
        badLabel(assign("", "here", "class"), "sample id is empty"),
        badLabel(assign("s", "", "class"), "source is empty"),
        badLabel(
            new Label("s", "here", LabelAction.WITHDRAW, "class", 1L, null, null, 1),
            "label is 'class' in a withdrawal, expected null"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("labels")
  void buriesBadLabels(Label label, String message) {
    assertBuried(place(label), harness.bytes(label), "invalid-label", message);
  }

  private static void assertBuried(
      RecordMetadata place, byte[] value, String reason, String message) {
    DeadLetters.Letter letter = letters.of(place);
    assertThat(letter.reason()).isEqualTo(reason);
    assertThat(letter.message()).contains(message);
    assertThat(letter.value()).isEqualTo(value);
  }

  static Stream<Arguments> commands() {
    Map<String, String> named = Map.of("name", "x");
    return Stream.of(
        Arguments.of(command("", "MARK", named), "its id has 0 bytes, expected 1 to 256"),
        Arguments.of(command(LONG_NAME, "MARK", named), "its id has 258 bytes"),
        Arguments.of(command("c1", "DROP", named), "its type is 'DROP', expected one of [MARK"),
        Arguments.of(command("c2", "mark", named), "its type is 'mark', expected one of [MARK"),
        Arguments.of(command("c3", "MARK", Map.of()), "argument 'name' has 0 bytes"),
        Arguments.of(command("c4", "MARK", Map.of("name", " ")), "argument 'name' has 1 bytes"),
        Arguments.of(
            command("c5", "MARK", Map.of("name", LONG_NAME)), "argument 'name' has 258 bytes"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("commands")
  void refusesMalformedCommandsWithAnEvent(Command command, String message) {
    Event refused = harness.happened("command-refused", command.getId());

    assertThat(refused.getMessage()).contains(message);
    assertThat(refused.getDetails()).containsEntry("type", command.getType());
    assertThat(harness.events(0))
        .noneMatch(e -> e.getType().equals("mark") && command.getId().equals(e.getSubject()));
  }

  private static Arguments badSample(
      String id, String source, Object payload, String reason, String message) {
    return Arguments.of(sample(id, source, payload), reason, message);
  }

  private static Arguments badLabel(Label label, String message) {
    return Arguments.of(label, message);
  }

  private static Sample sample(String id, String source, Object payload) {
    return new Sample(id, source, payload, null, Map.of());
  }

  private static Label assign(String sampleId, String source, @Nullable String label) {
    return new Label(sampleId, source, LabelAction.ASSIGN, label, 1L, null, null, 1);
  }

  private static Command command(String id, String type, Map<String, String> arguments) {
    return new Command(id, type, arguments, null, null, null);
  }
}
