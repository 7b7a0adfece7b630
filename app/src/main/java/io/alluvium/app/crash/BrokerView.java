package io.alluvium.app.crash;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.app.pipeline.Role;
import io.alluvium.app.pipeline.TopicAdmin;
import io.alluvium.topology.AlluviumConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a broker knows, asked from outside of the pipeline. For one thread. */
final class BrokerView implements AutoCloseable {
  private static final Duration LEADER_LIMIT = Duration.ofMinutes(2);
  private static final Duration READ_LIMIT = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String servers;
  private final Admin admin;

  BrokerView(String servers) {
    this.servers = servers;
    this.admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers));
  }

  /** Makes the topics of a configuration, and waits until they can be used. */
  static void createTopics(AlluviumConfig config, Role role) {
    try (TopicAdmin topics = new TopicAdmin(config)) {
      topics.create();
      List<PipelineException> last = new ArrayList<>();
      boolean fit =
          Patience.await(
              LEADER_LIMIT,
              () -> {
                try {
                  topics.check(role);
                  return true;
                } catch (PipelineException e) {
                  last.add(e);
                  return false;
                }
              });
      if (!fit) {
        throw last.getLast();
      }
    }
  }

  /** Returns whether a group has committed all that is in partition 0 of the topics as read. */
  boolean hasRead(String group, Collection<String> topics) {
    Map<TopicPartition, Long> ends = ends(topics);
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(() -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
    return ends.entrySet().stream()
        .allMatch(end ->
            end.getValue() == 0
                || Optional.ofNullable(committed.get(end.getKey()))
                    .filter(offset -> offset.offset() >= end.getValue())
                    .isPresent());
  }

  /** Returns how many records and marks of transactions partition 0 of the topics has had. */
  long written(Collection<String> topics) {
    return ends(topics).values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<TopicPartition, Long> ends(Collection<String> topics) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    topics.forEach(topic -> wanted.put(new TopicPartition(topic, 0), OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(() -> admin.listOffsets(wanted).all().get())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** Returns the transactions that are neither committed nor aborted. */
  Collection<TransactionListing> openTransactions() {
    Set<TransactionState> open =
        Set.of(
            TransactionState.ONGOING,
            TransactionState.PREPARE_COMMIT,
            TransactionState.PREPARE_ABORT,
            TransactionState.PREPARE_EPOCH_FENCE);
    return get(
        () -> admin.listTransactions(new ListTransactionsOptions().filterStates(open)).all().get());
  }

  /** Reads all that is committed in partition 0 of a topic. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      long end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      boolean whole =
          Patience.await(
              READ_LIMIT,
              () -> {
                consumer.poll(POLL).forEach(records::add);
                return consumer.position(partition) >= end;
              });
      if (!whole) {
        throw new CrashException("could not read topic " + topic + " to its end at " + end);
      }
      return records;
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws InterruptedException, ExecutionException;
  }

  private static <T> T get(Question<T> question) {
    try {
      return question.ask();
    } catch (ExecutionException e) {
      throw new CrashException("the broker does not answer: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CrashException("interrupted", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
