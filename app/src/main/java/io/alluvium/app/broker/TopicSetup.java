package io.alluvium.app.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates topics and waits until each partition can be written to.
 *
 * <p>A producer that writes before a fresh partition's leader is ready may lose its first batches
 * (KAFKA-15591). Asking every leader for its end offset settles it: a broker answers only for
 * partitions it leads, and the client asks again until it does.
 */
final class TopicSetup {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Admin admin;
  private final long deadlineNanos;

  TopicSetup(Admin admin, Duration limit) {
    this.admin = admin;
    this.deadlineNanos = System.nanoTime() + limit.toNanos();
  }

  void create(Collection<NewTopic> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    CreateTopicsResult created = admin.createTopics(topics);
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (NewTopic topic : topics) {
      IntStream.range(0, partitionCount(topic, created))
          .forEach(p -> partitions.put(new TopicPartition(topic.name(), p), OffsetSpec.latest()));
    }
    awaitLeaders(partitions);
  }

  /**
   * The client does not ask again by itself where the broker has not heard of the topic yet, which
   * on a busy machine may be long after the controller has created it.
   */
  private void awaitLeaders(Map<TopicPartition, OffsetSpec> partitions)
      throws InterruptedException, ExecutionException, TimeoutException {
    while (true) {
      try {
        await(admin.listOffsets(partitions).all());
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private int partitionCount(NewTopic topic, CreateTopicsResult created)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return await(created.numPartitions(topic.name()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return existing(topic);
      }
      throw e;
    }
  }

  private int existing(NewTopic topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    String name = topic.name();
    int found =
        await(admin.describeTopics(Set.of(name)).allTopicNames()).values().stream()
            .mapToInt(description -> description.partitions().size())
            .sum();
    if (topic.numPartitions() > 0 && topic.numPartitions() != found) {
      throw new BrokerException(
          "topic "
              + name
              + " exists with "
              + found
              + " partitions, asked for "
              + topic.numPartitions()
              + ": use that number, another name or an empty data folder");
    }
    return found;
  }

  private <T> T await(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
  }
}
