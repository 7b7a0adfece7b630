package io.alluvium.app.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.topology.AlluviumConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
final class RecordFinderTest {
  private static final int ROUNDS = 150;
  private static final int ROUND = 10;

  /** What a round takes: its records and the marker of its commit. */
  private static final long SPAN = ROUND + 1;

  private final String topic = "finder-" + UUID.randomUUID();
  private final TopicPartition first = new TopicPartition(topic, 0);
  private final TopicPartition second = new TopicPartition(topic, 1);

  /** Fills two partitions; the last round of the first is given up. */
  private void fill(String servers) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "transactional.id", topic),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      for (int round = 0; round <= ROUNDS; round++) {
        producer.beginTransaction();
        for (int n = 0; n < ROUND; n++) {
          byte[] value = Integer.toString(round * ROUND + n).getBytes(StandardCharsets.UTF_8);
          var _ = producer.send(new ProducerRecord<>(topic, 0, null, value));
          if (round == 0) {
            var _ = producer.send(new ProducerRecord<>(topic, 1, null, value));
          }
        }
        producer.flush();
        if (round < ROUNDS) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
    }
  }

  private static String found(RecordFinder finder, TopicPartition partition, long offset) {
    return finder
        .find(partition, offset)
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .orElse("none");
  }

  @Test
  void findsWhatIsThereAndSaysWhatIsNot(EmbeddedBroker broker)
      throws ExecutionException, InterruptedException {
    Map<String, String> servers = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(Map.copyOf(servers));
        RecordFinder finder = new RecordFinder(new AlluviumConfig(servers))) {
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
      fill(broker.bootstrapServers());

      for (int n = 0; n < ROUNDS * ROUND; n += 7) {
        assertThat(found(finder, first, n / ROUND * SPAN + n % ROUND))
            .isEqualTo(Integer.toString(n));
      }
      assertThat(found(finder, second, 4)).isEqualTo("4");
      assertThat(found(finder, first, 3)).as("back").isEqualTo("3");
      assertThat(found(finder, first, 3)).as("once more").isEqualTo("3");
      assertThat(found(finder, first, 100 * SPAN)).as("far ahead").isEqualTo("1000");
      assertThat(found(finder, first, 100 * SPAN + ROUND)).as("a marker").isEqualTo("none");
      assertThat(found(finder, first, 101 * SPAN)).as("after it").isEqualTo("1010");
      assertThat(found(finder, first, ROUNDS * SPAN + 2)).as("given up").isEqualTo("none");
      assertThat(found(finder, first, ROUNDS * SPAN + ROUND)).as("its marker").isEqualTo("none");
      assertThat(found(finder, first, ROUNDS * SPAN * 2)).as("beyond the end").isEqualTo("none");
      assertThat(found(finder, second, SPAN)).as("the end").isEqualTo("none");
      assertThat(found(finder, second, 2)).isEqualTo("2");

      admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(20 * SPAN))).all().get();
      assertThat(found(finder, first, 5)).as("deleted").isEqualTo("none");
      assertThat(found(finder, first, 20 * SPAN)).as("the first left").isEqualTo("200");
    }
  }
}
