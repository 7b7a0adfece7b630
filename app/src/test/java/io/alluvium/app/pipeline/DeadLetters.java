package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The dead letters of a harness, found by the place of the record they were made of. */
final class DeadLetters {
  private final Harness harness;
  private List<Letter> read = List.of();

  DeadLetters(Harness harness) {
    this.harness = harness;
  }

  /** Waits for the letter of a record, and returns the only one. */
  Letter of(RecordMetadata place) {
    if (at(place).isEmpty()) {
      await()
          .atMost(Harness.PATIENCE)
          .until(() -> {
            read = all();
            return !at(place).isEmpty();
          });
    }
    List<Letter> found = at(place);
    assertThat(found).as("dead letters of %s", place).hasSize(1);
    return found.getFirst();
  }

  List<Letter> all() {
    return harness.records(harness.topics().deadLetters(), 0).stream().map(Letter::new).toList();
  }

  private List<Letter> at(RecordMetadata place) {
    return read.stream().filter(letter -> letter.isFrom(place)).toList();
  }

  /** A dead letter as somebody sees it who knows only the topic. */
  static final class Letter {
    private final ConsumerRecord<byte[], byte[]> record;

    private Letter(ConsumerRecord<byte[], byte[]> record) {
      this.record = record;
    }

    String reason() {
      return header("alluvium.reason").orElseThrow();
    }

    String message() {
      return header("__streams.errors.message").orElseThrow();
    }

    String topic() {
      return header("__streams.errors.topic").orElseThrow();
    }

    byte @Nullable [] key() {
      return record.key();
    }

    byte @Nullable [] value() {
      return record.value();
    }

    Optional<String> header(String name) {
      Header header = record.headers().lastHeader(name);
      return header == null
          ? Optional.empty()
          : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    boolean isFrom(RecordMetadata place) {
      return topic().equals(place.topic())
          && header("__streams.errors.partition").orElseThrow().equals("" + place.partition())
          && header("__streams.errors.offset").orElseThrow().equals("" + place.offset());
    }

    @Override
    public String toString() {
      return reason() + ": " + message();
    }
  }
}
