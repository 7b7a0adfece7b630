package io.alluvium.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.pipeline.PipelineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gaps of every length, with a real broker. */
@ExtendWith(SharedBroker.class)
class OffsetKeeperTest {
  private static final List<Long> OFFSETS = List.of(4L, 5L, 7L, 8L, 11L, 12L, 20L, 22L, 25L, 26L);

  private static Producer<byte[], byte[]> producer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "transactional.id",
            UUID.randomUUID().toString()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static OffsetKeeper keeper(EmbeddedBroker broker, String topic) {
    return new OffsetKeeper(topic, producer(broker), producer(broker), () -> end(broker, topic));
  }

  private static long end(EmbeddedBroker broker, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, long time) {
    return new ProducerRecord<>(topic, 0, time, new byte[] {1}, new byte[] {2});
  }

  @Test
  void everyRecordGetsItsOffsetAndItsTime(EmbeddedBroker broker) {
    String topic = SharedBroker.freshTopic(broker, "kept", 1);
    try (OffsetKeeper keeper = keeper(broker, topic)) {
      OFFSETS.forEach(offset -> keeper.put(offset, record(topic, 1000 + offset)));
      keeper.finish();
    }
    List<ConsumerRecord<byte[], byte[]>> read = read(broker, topic);
    assertThat(read).extracting(ConsumerRecord::offset).isEqualTo(OFFSETS);
    assertThat(read)
        .allMatch(record -> record.timestamp() == 1000 + record.offset() && record.key()[0] == 1);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(EmbeddedBroker broker, String topic) {
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            return consumer.position(partition) > OFFSETS.getLast() + 1;
          });
    }
    return read;
  }

  @Test
  void aSecondWriterIsNoticed(EmbeddedBroker broker) {
    String topic = SharedBroker.freshTopic(broker, "shared", 1);
    try (OffsetKeeper keeper = keeper(broker, topic);
        Producer<byte[], byte[]> other = producer(broker)) {
      keeper.put(0, record(topic, 1));
      other.initTransactions();
      other.beginTransaction();
      assertThat(other.send(record(topic, 2))).succeedsWithin(Duration.ofMinutes(2));
      other.commitTransaction();
      assertThatThrownBy(
              () -> {
                keeper.put(1, record(topic, 3));
                keeper.finish();
              })
          .isInstanceOf(PipelineException.class)
          .hasMessageContaining("expected ")
          .hasMessageContaining("somebody else writes to the topic");
    }
  }
}
