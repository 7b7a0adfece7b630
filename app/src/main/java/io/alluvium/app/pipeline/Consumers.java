package io.alluvium.app.pipeline;

import io.alluvium.topology.AlluviumConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;

/** Consumers with the user's Kafka settings. They write nothing and make nothing. */
public final class Consumers {
  private static final String CLIENT = "alluvium-reader";
  private static final String COMMITTED = "read_committed";
  private static final int SHORT_WAIT_MILLIS = 20;
  private static final String UNCOMMITTED = "read_uncommitted";

  private Consumers() {}

  /** Returns a consumer of what is committed. */
  public static Consumer<byte[], byte[]> ofCommitted(AlluviumConfig config) {
    return consumer(config, Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, COMMITTED));
  }

  /** Returns a consumer that sees what is in open transactions too. */
  public static Consumer<byte[], byte[]> ofAll(AlluviumConfig config) {
    return consumer(config, Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, UNCOMMITTED));
  }

  /** Returns a consumer of what is committed that goes from place to place, and seldom waits. */
  public static Consumer<byte[], byte[]> ofPlaces(AlluviumConfig config) {
    return consumer(
        config,
        Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            COMMITTED,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            SHORT_WAIT_MILLIS));
  }

  /**
   * Returns a member of a group that begins with the first record of each partition.
   *
   * @param most how many records it reads at once at most
   */
  public static Consumer<byte[], byte[]> ofGroup(AlluviumConfig config, String group, int most) {
    return consumer(
        config,
        Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            COMMITTED,
            ConsumerConfig.GROUP_ID_CONFIG,
            group,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            most,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest"));
  }

  /**
   * Returns the ledger offset up to which LEARN has committed its work; empty if it has committed
   * nothing, or so long ago that the broker has forgotten it.
   *
   * @throws PipelineException if the broker does not say
   */
  public static Optional<Long> learnt(AlluviumConfig config) {
    Object group = StreamsSettings.learn(config).get(StreamsConfig.APPLICATION_ID_CONFIG);
    return committed(config, String.valueOf(group), new TopicPartition(config.topics().ledger(), 0))
        .map(OffsetAndMetadata::offset);
  }

  /**
   * Returns the place that a group has committed; empty if none, or so long ago that the broker has
   * forgotten it. Waits for a transaction that is open.
   *
   * @throws PipelineException if the broker does not say
   */
  public static Optional<OffsetAndMetadata> committed(
      AlluviumConfig config, String group, TopicPartition partition) {
    try (Consumer<byte[], byte[]> consumer = member(config, group)) {
      return Optional.ofNullable(consumer.committed(Set.of(partition)).get(partition));
    } catch (KafkaException e) {
      throw new PipelineException(
          "could not read how far group '" + group + "' is: " + e.getMessage(), e);
    }
  }

  /** Returns what a producer says of a group that has no members and whose place it commits. */
  public static ConsumerGroupMetadata metadata(AlluviumConfig config, String group) {
    try (Consumer<byte[], byte[]> consumer = member(config, group)) {
      return consumer.groupMetadata();
    }
  }

  private static Consumer<byte[], byte[]> member(AlluviumConfig config, String group) {
    return consumer(
        config,
        Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            COMMITTED,
            ConsumerConfig.GROUP_ID_CONFIG,
            group));
  }

  private static Consumer<byte[], byte[]> consumer(
      AlluviumConfig config, Map<String, Object> changes) {
    Map<String, Object> settings =
        new StreamsConfig(StreamsSettings.learn(config)).getRestoreConsumerConfigs(CLIENT);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.putAll(changes);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
