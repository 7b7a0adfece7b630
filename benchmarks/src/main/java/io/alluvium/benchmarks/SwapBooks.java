package io.alluvium.benchmarks;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.benchmarks.Stretch.Answered;
import io.alluvium.evaluation.data.Definition;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the topics hold after a change of the encoder: when each sample was appended and answered,
 * and what was done when.
 */
final class SwapBooks {
  private final AlluviumConfig config;
  private final WireSerdes serdes;
  private final List<Answered> answered = new ArrayList<>();
  private final Map<String, Long> commands = new HashMap<>();
  private final Map<String, Long> events = new HashMap<>();
  private final List<Long> copied = new ArrayList<>();
  private long lastOfOldSpace;

  /**
   * Samples that were copied for the new encoder to see.
   *
   * @param number how many
   * @param firstMillis when the first was appended, in milliseconds of the broker
   * @param lastMillis when the last was
   */
  record Copies(int number, long firstMillis, long lastMillis) {}

  /**
   * Reads the topics.
   *
   * @param sent what was sent, in order
   * @throws IllegalStateException if a sample has no prediction, or two, or anything is a dead
   *     letter
   */
  SwapBooks(AlluviumConfig config, WireSerdes serdes, List<Definition> sent) {
    this.config = config;
    this.serdes = serdes;
    forEach(
        config.topics().commands(), record -> commands.put(text(record.key()), record.timestamp()));
    forEach(config.topics().events(), this::note);
    forEach(
        config.topics().deadLetters(),
        record -> {
          throw new IllegalStateException("record '" + text(record.key()) + "' is a dead letter");
        });
    forEach(config.topics().backfill(), record -> copied.add(record.timestamp()));
    match(sent);
  }

  /** That a fit begins is an event of the type of those before it, with another detail. */
  private void note(ConsumerRecord<byte[], byte[]> record) {
    Event event = serdes.event().deserializer().deserialize(record.topic(), record.value());
    String name =
        event.getDetails().containsKey("entries_left")
            ? "fitting"
            : String.valueOf(event.getType());
    events.put(name, record.timestamp());
  }

  private void match(List<Definition> sent) {
    List<Long> appended = new ArrayList<>();
    forEach(config.topics().samples(), record -> appended.add(record.timestamp()));
    if (appended.size() != sent.size()) {
      throw new IllegalStateException(
          sent.size() + " samples were sent, " + appended.size() + " are in their topic");
    }
    Answered[] found = new Answered[sent.size()];
    List<String> spaces = new ArrayList<>();
    long rolledBack = events.getOrDefault("encoder-rolled-back", Long.MAX_VALUE);
    forEach(
        config.topics().predictions(),
        record -> {
          Prediction prediction =
              serdes.prediction().deserializer().deserialize(record.topic(), record.value());
          int number = Integer.parseInt(prediction.getSampleId().substring(1));
          if (found[number] != null) {
            throw new IllegalStateException("sample s" + number + " was answered twice");
          }
          found[number] =
              new Answered(
                  appended.get(number),
                  record.timestamp(),
                  sent.get(number).className().equals(prediction.getLabel()));
          spaces.add(prediction.getSpace());
          if (prediction.getSpace().equals(spaces.getFirst()) && record.timestamp() < rolledBack) {
            lastOfOldSpace = record.timestamp();
          }
        });
    for (int number = 0; number < found.length; number++) {
      if (found[number] == null) {
        throw new IllegalStateException("sample s" + number + " was never answered");
      }
    }
    answered.addAll(List.of(found));
  }

  private void forEach(String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    try (CommittedTopic records = CommittedTopic.open(config, topic)) {
      for (var next = records.next(); next.isPresent(); next = records.next()) {
        action.accept(next.get());
      }
    }
  }

  private static String text(byte[] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  /** Returns all samples in the order of their append. */
  List<Answered> answered() {
    return answered;
  }

  /** Returns what was copied; fails if nothing was. */
  Copies copies() {
    if (copied.isEmpty()) {
      throw new IllegalStateException("no sample was copied");
    }
    return new Copies(copied.size(), copied.getFirst(), copied.getLast());
  }

  /** Returns when a command was appended, in milliseconds of the broker. */
  long command(String id) {
    return time(commands, id);
  }

  /** Returns when the last event of a type was appended; {@code fitting} is when a fit began. */
  long event(String type) {
    return time(events, type);
  }

  private static long time(Map<String, Long> times, String name) {
    Long time = times.get(name);
    if (time == null) {
      throw new IllegalStateException("'" + name + "' never came");
    }
    return time;
  }

  /** Returns when the last sample was answered, before the rollback, that the old encoder saw. */
  long lastOfOldSpace() {
    return lastOfOldSpace;
  }
}
