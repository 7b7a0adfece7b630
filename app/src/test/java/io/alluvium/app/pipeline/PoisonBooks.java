package io.alluvium.app.pipeline;

import io.alluvium.app.pipeline.PoisonStorm.Fate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What became of the records of a storm, beside what had to. */
final class PoisonBooks {
  private final PoisonStorm storm;
  private final Map<String, Map<Long, String>> letters = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  PoisonBooks(PoisonStorm storm, Harness harness) {
    this.storm = storm;
    CommittedRecords.forEach(harness, harness.topics().deadLetters(), this::add);
  }

  private void add(ConsumerRecord<byte[], byte[]> letter) {
    String topic = header(letter, "__streams.errors.topic");
    long offset = Long.parseLong(header(letter, "__streams.errors.offset"));
    String reason = header(letter, "alluvium.reason");
    if (letters.computeIfAbsent(topic, t -> new HashMap<>()).put(offset, reason) != null) {
      faults.add("two dead letters of " + topic + " " + offset);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    byte[] value = Objects.requireNonNull(letter.headers().lastHeader(name)).value();
    return new String(value, StandardCharsets.UTF_8);
  }

  /** Returns what is wrong, record by record: nothing, if all is well. */
  List<String> faults() {
    List<String> found = new ArrayList<>(faults);
    for (String topic : List.of(storm.samples(), storm.labels(), storm.commands())) {
      Map<Long, String> buried = new TreeMap<>(letters(topic));
      List<Fate> fates = storm.fates(topic);
      for (int offset = 0; offset < fates.size(); offset++) {
        check(topic + " " + offset, fates.get(offset), buried.remove((long) offset), found);
      }
      buried.forEach((offset, reason) -> found.add(topic + " " + offset + " is " + reason));
    }
    return found;
  }

  private static void check(String place, Fate fate, @Nullable String reason, List<String> found) {
    String expected = fate.isBuried() ? fate.code() : null;
    if (!Objects.equals(expected, reason)) {
      found.add(place + " is " + reason + ", expected " + fate);
    }
  }

  /** Returns the number of dead letters that say the reason. */
  long buried(String topic, Fate fate) {
    return letters(topic).values().stream().filter(fate.code()::equals).count();
  }

  /** Returns the number of records of a topic that were not buried. */
  long kept(String topic) {
    return (long) storm.fates(topic).size() - letters(topic).size();
  }

  /** Returns how many records of a topic had to have the fate. */
  long expected(String topic, Fate fate) {
    return storm.fates(topic).stream().filter(fate::equals).count();
  }

  private Map<Long, String> letters(String topic) {
    return letters.getOrDefault(topic, Map.of());
  }
}
