package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that a broker takes because they are compressed, and that are larger than any topic of
 * ours once they are not.
 */
@ExtendWith(SharedBroker.class)
final class HugeRecordsTest {
  private static final String HUGE = "x".repeat(5_000_000);
  private static final byte[] HUGE_BYTES = HUGE.getBytes(StandardCharsets.UTF_8);
  private static final byte[] KEY = "here".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path state;
  private Harness harness;
  private Pipeline pipeline;
  private KafkaProducer<byte[], byte[]> producer;
  private DeadLetters letters;

  @BeforeEach
  void start(EmbeddedBroker broker) {
    harness = new Harness(broker, state, Map.of());
    letters = new DeadLetters(harness);
    pipeline = harness.start(new ToyEncoder());
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "compression.type", "gzip",
                "max.request.size", "16000000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    pipeline.close();
    harness.close();
  }

  @Test
  void aHugePayloadIsCutInItsDeadLetter() {
    byte[] value = harness.bytes(sample("s1", HUGE));

    DeadLetters.Letter letter =
        letters.of(put(new ProducerRecord<>(harness.topics().samples(), KEY, value)));

    assertThat(letter.reason()).isEqualTo("too-large");
    assertThat(letter.header("alluvium.cut.from.bytes")).contains("" + value.length);
    assertGoesOn();
  }

  @Test
  void hugeHeadersDoNotReachTheLedger() {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            harness.topics().samples(), KEY, harness.bytes(sample("s1", "a text")));
    record.headers().add("trace", HUGE_BYTES);

    DeadLetters.Letter letter = letters.of(put(record));

    assertThat(letter.reason()).isEqualTo("too-large");
    assertThat(letter.message()).contains("headers have 50000").contains("at most 65536");
    assertThat(letter.value()).isEqualTo(record.value());
    assertThat(letter.header("trace")).isEmpty();
    assertThat(letter.header("alluvium.headers.dropped.bytes").orElse("")).startsWith("50000");
    assertGoesOn();
  }

  @Test
  void aHugeKeyDoesNotReachTheLedger() {
    byte[] value = harness.bytes(sample("s1", "a text"));

    DeadLetters.Letter letter =
        letters.of(put(new ProducerRecord<>(harness.topics().samples(), HUGE_BYTES, value)));

    assertThat(letter.reason()).isEqualTo("too-large");
    assertThat(letter.key()).hasSize(65_536);
    assertThat(letter.header("alluvium.key.cut.from.bytes")).contains("5000000");
    assertThat(letter.value()).isEqualTo(value);
    assertGoesOn();
  }

  @Test
  void aHugeLabelDoesNotReachTheLedger() {
    Label label = new Label("s1", "here", LabelAction.ASSIGN, "class", 1L, HUGE, null, 1);

    DeadLetters.Letter letter =
        letters.of(put(new ProducerRecord<>(harness.topics().labels(), KEY, harness.bytes(label))));

    assertThat(letter.reason()).isEqualTo("too-large");
    assertThat(letter.message()).contains("value has").contains("at most 65536");
    assertGoesOn();
  }

  @Test
  void aHugeCommandDoesNotReachTheLedger() {
    Command command = new Command("c", "MARK", Map.of("name", "x", "more", HUGE), null, null, null);

    DeadLetters.Letter letter =
        letters.of(
            put(new ProducerRecord<>(harness.topics().commands(), KEY, harness.bytes(command))));

    assertThat(letter.reason()).isEqualTo("too-large");
    assertGoesOn();
  }

  private void assertGoesOn() {
    harness.sample("after", "a text");
    harness.settle();
    harness.predicted("after");
    assertThat(pipeline.failure()).isEmpty();
  }

  private RecordMetadata put(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static Sample sample(String id, String text) {
    return new Sample(id, "here", text, null, Map.of());
  }
}
