package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.CommandRun;
import io.alluvium.topology.AlluviumConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * Namespaces over the ledger of a recorded run in which a learner seems to have said something
 * else.
 */
abstract class ForgedRun extends RecordedRun {
  private final List<Harness> forged = new ArrayList<>();

  @AfterEach
  void closeForged() {
    forged.forEach(Harness::close);
    forged.clear();
  }

  /** Makes a namespace that is closed after the test. */
  Harness forge(Map<String, String> settings) {
    Harness made = harness(settings);
    forged.add(made);
    return made;
  }

  /** Makes a namespace over the live ledger in which a learner seems to have written records. */
  Harness forge(
      List<ConsumerRecord<byte[], byte[]>> answers, List<ConsumerRecord<byte[], byte[]>> said) {
    return forge(answers, said, answers.isEmpty() ? List.of() : snapshots);
  }

  Harness forge(
      List<ConsumerRecord<byte[], byte[]>> answers,
      List<ConsumerRecord<byte[], byte[]>> said,
      List<ConsumerRecord<byte[], byte[]>> taken) {
    Harness copy = forge(Map.of(AlluviumConfig.LEDGER_TOPIC, live.topics().ledger()));
    answers.forEach(each -> send(copy, copy.topics().predictions(), each));
    said.forEach(each -> send(copy, copy.topics().events(), each));
    taken.forEach(each -> send(copy, copy.topics().model(), each));
    if (!answers.isEmpty()) {
      requests.forEach(each -> send(copy, copy.topics().labelRequests(), each));
    }
    copy.settle();
    return copy;
  }

  static void send(Harness to, String topic, ConsumerRecord<byte[], byte[]> record) {
    to.send(new ProducerRecord<>(topic, 0, null, record.key(), record.value()));
  }

  /** Makes the broker believe that the learner of a namespace has read the whole ledger. */
  void pretendAllIsLearnt(Harness of) throws ExecutionException, InterruptedException {
    String group = String.valueOf(StreamsSettings.learn(of.config()).get("application.id"));
    TopicPartition ledger = new TopicPartition(of.topics().ledger(), 0);
    long end = live.records(live.topics().ledger(), 1).getLast().offset() + 1;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .alterConsumerGroupOffsets(group, Map.of(ledger, new OffsetAndMetadata(end)))
          .all()
          .get();
    }
  }

  static ConsumerRecord<byte[], byte[]> with(
      ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value) {
    return new ConsumerRecord<>(record.topic(), 0, record.offset(), record.key(), value);
  }

  String entryOf(ConsumerRecord<byte[], byte[]> record) {
    return live.topics().ledger() + "-0@" + prediction(record).getPosition().getOffset();
  }

  static List<ConsumerRecord<byte[], byte[]>> changed(
      List<ConsumerRecord<byte[], byte[]>> records,
      int at,
      List<ConsumerRecord<byte[], byte[]>> replacement) {
    List<ConsumerRecord<byte[], byte[]>> changed = new ArrayList<>(records.subList(0, at));
    changed.addAll(replacement);
    changed.addAll(records.subList(at + 1, records.size()));
    return changed;
  }

  static void assertDiverged(CommandRun audit, String... words) {
    assertThat(audit.out()).contains(words);
    assertThat(audit.code()).isEqualTo(1);
  }

  /** Copies the ledger without the marks of transactions, so that a test can write it anew. */
  String copyOfLedger() {
    Harness other = forge(Map.of());
    live.records(live.topics().ledger(), 0)
        .forEach(each -> send(other, other.topics().ledger(), each));
    other.settle();
    return other.topics().ledger();
  }
}
