package io.alluvium.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Watches the end of a topic of one partition, without reading what comes before: a measurement
 * must not pay for its observer. Sees committed records only. For one thread.
 */
final class TopicTail implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** More than the transaction markers that can follow the last record while nothing is written. */
  private static final int LAST_FEW = 16;

  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;

  TopicTail(String bootstrapServers, String topic) {
    this.partition = new TopicPartition(topic, 0);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(partition));
  }

  /**
   * Waits until a record with the key is among the last and committed.
   *
   * @param atLeast number of records that are before it
   * @param checkAlive throws if it will never come
   */
  void await(String key, long atLeast, Runnable checkAlive) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      long end = end();
      if (end > atLeast && endsWith(key, end)) {
        return;
      }
      checkAlive.run();
      LockSupport.parkNanos(TICK_NANOS);
    }
    throw new IllegalStateException(
        "record '" + key + "' was not in " + partition + " after " + PATIENCE);
  }

  private long end() {
    return Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
  }

  /**
   * Waits until the topic has so many committed records and markers of transactions, as long as
   * there are ever more of them.
   *
   * @param checkAlive throws if it never will
   */
  void awaitEnd(long records, Runnable checkAlive) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long last = 0;
    for (long end = end(); end < records; end = end()) {
      checkAlive.run();
      if (end > last) {
        last = end;
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            partition
                + " has "
                + end
                + " records and no more came for "
                + PATIENCE
                + ", expected "
                + records);
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  private boolean endsWith(String key, long end) {
    boolean found = false;
    consumer.seek(partition, Math.max(0, end - LAST_FEW));
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        found |= key.equals(text(record.key()));
      }
    }
    return found;
  }

  private static String text(byte[] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  /** Reads the whole topic, after the measurement. */
  Timeline timeline() {
    Timeline timeline = new Timeline();
    long end = end();
    consumer.seekToBeginning(List.of(partition));
    while (consumer.position(partition) < end) {
      consumer.poll(POLL).forEach(record -> timeline.add(record.timestamp()));
    }
    return timeline;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
