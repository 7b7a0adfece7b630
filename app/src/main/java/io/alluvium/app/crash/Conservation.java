package io.alluvium.app.crash;

import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Nothing is lost and nothing is doubled, counted from the committed topics alone: each record that
 * was sent became one ledger entry or one dead letter, each sample of the ledger one prediction or
 * one declared duplicate, and the learner's own counters and classes are those of the ledger.
 */
final class Conservation {
  private final BrokerView broker;
  private final Topics topics;
  private final WireSerdes serdes;
  private final Books books;
  private final Map<String, Map<Long, List<String>>> fates = new HashMap<>();
  private final Map<String, Long> expectedPredictions = new HashMap<>();
  private final Map<String, SequencedLabel> lastLabels = new HashMap<>();
  private final Set<Long> orphans = new HashSet<>();
  private long buriedByEmbed;
  private long ledgerSamples;
  private long ledgerLabels;
  private long duplicates;

  Conservation(BrokerView broker, Topics topics, WireSerdes serdes, Books books) {
    this.broker = broker;
    this.topics = topics;
    this.serdes = serdes;
    this.books = books;
  }

  /** Checks the books of what was sent, up to the mark at the end. */
  void check(Feed feed, List<ConsumerRecord<byte[], byte[]>> predictions, Event end) {
    broker.read(topics.deadLetters()).forEach(this::bury);
    broker.read(topics.ledger()).forEach(this::enter);
    for (String topic : List.of(topics.samples(), topics.labels(), topics.commands())) {
      checkFates(topic, feed.sent(topic));
    }
    checkPredictions(predictions);
    checkCounters(end);
    note(feed, predictions.size());
  }

  private void bury(ConsumerRecord<byte[], byte[]> record) {
    Letter letter = Letter.of(record);
    if (letter.isOfLearn(topics.ledger())) {
      if (letter.topic().equals(topics.labels())) {
        orphans.add(letter.offset());
      } else {
        books.fault("LEARN could not use a ledger entry: " + letter);
      }
    } else {
      happened(letter.topic(), letter.offset(), "dead letter " + record.offset());
      if (letter.topic().equals(topics.samples())) {
        buriedByEmbed++;
      }
    }
  }

  private void enter(ConsumerRecord<byte[], byte[]> record) {
    LedgerEntry entry =
        serdes.ledgerEntry().deserializer().deserialize(record.topic(), record.value());
    if (entry.getOrigin() != null) {
      happened(
          entry.getOrigin().getTopic(),
          entry.getOrigin().getOffset(),
          "ledger entry " + record.offset());
    }
    switch (entry.getBody()) {
      case EmbeddedSample sample when !sample.getBackfill() -> {
        ledgerSamples++;
        if (expectedPredictions.putIfAbsent(sample.getId(), record.offset()) != null) {
          duplicates++;
        }
      }
      case SequencedLabel label -> {
        ledgerLabels++;
        follow(label, Objects.requireNonNull(entry.getOrigin()).getOffset());
      }
      default -> {}
    }
  }

  /** A label that waited in vain takes with it those that it had replaced. */
  private void follow(SequencedLabel label, long offset) {
    if (orphans.contains(offset)) {
      lastLabels.remove(label.getSampleId());
    } else {
      lastLabels.merge(label.getSampleId(), label, Conservation::later);
    }
  }

  private static SequencedLabel later(SequencedLabel one, SequencedLabel other) {
    return other.getSequence() > one.getSequence() ? other : one;
  }

  private void happened(String topic, long offset, String fate) {
    fates
        .computeIfAbsent(topic, t -> new HashMap<>())
        .computeIfAbsent(offset, o -> new ArrayList<>())
        .add(fate);
  }

  /** Each offset of an input has exactly one fate. */
  private void checkFates(String topic, long sent) {
    books.expect("records in " + topic, sent, broker.read(topic).size());
    Map<Long, List<String>> found = fates.getOrDefault(topic, Map.of());
    List<Long> lost = new ArrayList<>();
    for (long offset = 0; offset < sent; offset++) {
      if (!found.containsKey(offset)) {
        lost.add(offset);
      }
    }
    if (!lost.isEmpty()) {
      books.fault(
          lost.size()
              + " records of "
              + topic
              + " are neither in the ledger nor a dead letter, the first has offset "
              + lost.getFirst());
    }
    List<Long> doubled =
        found.entrySet().stream()
            .filter(fate -> fate.getValue().size() > 1)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (!doubled.isEmpty()) {
      books.fault(
          doubled.size()
              + " records of "
              + topic
              + " came through more than once, the first has offset "
              + doubled.getFirst()
              + ": "
              + String.join(", ", found.getOrDefault(doubled.getFirst(), List.of())));
    }
  }

  private void checkPredictions(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Long> missing = new HashMap<>(expectedPredictions);
    int surplus = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Prediction prediction =
          serdes.prediction().deserializer().deserialize(record.topic(), record.value());
      if (!missing.remove(prediction.getSampleId(), prediction.getPosition().getOffset())) {
        surplus++;
      }
    }
    books.expect("samples without a prediction", 0, missing.size());
    books.expect("predictions that belong to no sample, or to one that has one", 0, surplus);
  }

  private void checkCounters(Event end) {
    Map<String, String> counters = end.getDetails();
    expectCounter(counters, "samples", ledgerSamples);
    expectCounter(counters, "predictions", expectedPredictions.size());
    expectCounter(counters, "duplicates", duplicates);
    expectCounter(counters, "label_records", ledgerLabels);
    List<String> assigned =
        expectedPredictions.keySet().stream()
            .map(lastLabels::get)
            .filter(Objects::nonNull)
            .map(SequencedLabel::getLabel)
            .filter(Objects::nonNull)
            .toList();
    expectCounter(counters, "classes", Set.copyOf(assigned).size());
    books.expect(
        "samples that have a label",
        assigned.size(),
        number(counters, "labels") - number(counters, "withdrawals"));
  }

  private void expectCounter(Map<String, String> counters, String name, long expected) {
    books.expect("counter " + name + " of the learner", expected, number(counters, name));
  }

  private static long number(Map<String, String> counters, String name) {
    return Long.parseLong(counters.getOrDefault(name, "-1"));
  }

  private void note(Feed feed, int predictions) {
    books.figure(
        "samples",
        feed.sent(topics.samples())
            + " sent = "
            + predictions
            + " predictions + "
            + duplicates
            + " duplicates + "
            + buriedByEmbed
            + " dead letters");
    books.figure(
        "labels",
        feed.sent(topics.labels()) + " sent, " + orphans.size() + " of them dead letters");
  }
}
