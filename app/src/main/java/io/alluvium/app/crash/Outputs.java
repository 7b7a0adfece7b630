package io.alluvium.app.crash;

import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All that LEARN has said, committed records only, in their order.
 *
 * @param predictions answers
 * @param events events, marks among them
 * @param requests requests for labels
 * @param snapshots parts and manifests of snapshots
 * @param letters dead letters, without those of EMBED
 */
record Outputs(
    List<ConsumerRecord<byte[], byte[]>> predictions,
    List<ConsumerRecord<byte[], byte[]>> events,
    List<ConsumerRecord<byte[], byte[]>> requests,
    List<ConsumerRecord<byte[], byte[]>> snapshots,
    List<ConsumerRecord<byte[], byte[]>> letters) {

  static Outputs read(BrokerView broker, Topics topics) {
    return new Outputs(
        broker.read(topics.predictions()),
        broker.read(topics.events()),
        broker.read(topics.labelRequests()),
        broker.read(topics.model()),
        broker.read(topics.deadLetters()).stream()
            .filter(letter -> Letter.of(letter).isOfLearn(topics.ledger()))
            .toList());
  }

  /** Returns the answer to the mark of a name, if there is one. */
  static Optional<Event> mark(
      List<ConsumerRecord<byte[], byte[]>> events, WireSerdes serdes, String name) {
    return events.stream()
        .map(record -> event(record, serdes))
        .filter(e -> e.getType().equals("mark") && name.equals(e.getDetails().get("name")))
        .findFirst();
  }

  private static Event event(ConsumerRecord<byte[], byte[]> record, WireSerdes serdes) {
    return serdes.event().deserializer().deserialize(record.topic(), record.value());
  }

  /** Adds a fault to the books for each kind of record that is not the same to the last bit. */
  void compare(Outputs other, WireSerdes serdes, Books books) {
    compare("prediction", predictions, other.predictions, r -> prediction(r, serdes), books);
    compare("event", events, other.events, r -> event(r, serdes).toString(), books);
    compare("request", requests, other.requests, Outputs::key, books);
    compare("snapshot record", snapshots, other.snapshots, Outputs::key, books);
    compare("dead letter", letters, other.letters, r -> Letter.of(r).toString(), books);
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private static String prediction(ConsumerRecord<byte[], byte[]> record, WireSerdes serdes) {
    Prediction prediction =
        serdes.prediction().deserializer().deserialize(record.topic(), record.value());
    return prediction.toString();
  }

  private static void compare(
      String what,
      List<ConsumerRecord<byte[], byte[]>> live,
      List<ConsumerRecord<byte[], byte[]>> replayed,
      Function<ConsumerRecord<byte[], byte[]>, String> text,
      Books books) {
    if (live.size() != replayed.size()) {
      books.fault(what + "s: " + live.size() + " live, " + replayed.size() + " in the replay");
    }
    int common = Math.min(live.size(), replayed.size());
    int different = 0;
    int first = -1;
    for (int i = common - 1; i >= 0; i--) {
      if (!same(live.get(i), replayed.get(i))) {
        different++;
        first = i;
      }
    }
    if (different > 0) {
      books.fault(
          different
              + " of "
              + common
              + " "
              + what
              + "s differ from the replay, the first is number "
              + first
              + ": "
              + text.apply(live.get(first))
              + " live, "
              + text.apply(replayed.get(first))
              + " in the replay");
    }
  }

  private static boolean same(
      ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
    return Arrays.equals(one.key(), other.key())
        && Arrays.equals(one.value(), other.value())
        && one.headers().equals(other.headers());
  }
}
