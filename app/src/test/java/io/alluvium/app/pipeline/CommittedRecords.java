package io.alluvium.app.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics that are too long to be kept. */
final class CommittedRecords {
  private static final Duration POLL = Duration.ofMillis(100);

  private CommittedRecords() {}

  /** Hands over all that is committed in a topic of one partition, from its beginning. */
  static void forEach(
      Harness harness, String topic, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            String.valueOf(harness.config().kafka().get("bootstrap.servers")),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      long end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
      Harness.patiently()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> {
            consumer.poll(POLL).forEach(visitor);
            return consumer.position(partition) >= end;
          });
    }
  }
}
