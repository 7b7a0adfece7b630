package io.alluvium.app.audit;

import io.alluvium.app.pipeline.Consumers;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.topology.AlluviumConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The committed records of a topic of one partition, one by one, from its beginning to where it
 * ended when it was opened.
 *
 * <p>That end includes what was in open transactions then: the reader waits until they are
 * completed, so that nothing is overlooked that was acknowledged before. Not thread-safe.
 */
public final class CommittedTopic extends RecordSource {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TopicPartition partition;
  private final Consumer<byte[], byte[]> consumer;
  private final long begin;
  private long end;
  private Iterator<ConsumerRecord<byte[], byte[]>> fetched = Collections.emptyIterator();

  private CommittedTopic(
      TopicPartition partition, Consumer<byte[], byte[]> consumer, long begin, long end) {
    this.partition = partition;
    this.consumer = consumer;
    this.begin = begin;
    this.end = end;
  }

  /**
   * Opens a topic at its beginning.
   *
   * @throws PipelineException if it does not exist, has another number of partitions than 1, or
   *     cannot be read
   */
  public static CommittedTopic open(AlluviumConfig config, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    Set<TopicPartition> one = Set.of(partition);
    try (Consumer<byte[], byte[]> all = Consumers.ofAll(config)) {
      checkOnePartition(topic, all.partitionsFor(topic));
      long begin = all.beginningOffsets(one).getOrDefault(partition, 0L);
      long end = all.endOffsets(one).getOrDefault(partition, 0L);
      Consumer<byte[], byte[]> consumer = Consumers.ofCommitted(config);
      consumer.assign(one);
      consumer.seek(partition, begin);
      return new CommittedTopic(partition, consumer, begin, end);
    } catch (KafkaException e) {
      throw unreadable(topic, e);
    }
  }

  private static void checkOnePartition(String topic, @Nullable List<PartitionInfo> partitions) {
    int count = partitions == null ? 0 : partitions.size();
    if (count != 1) {
      throw new PipelineException(
          count == 0
              ? "topic '" + topic + "' does not exist: is " + AlluviumConfig.NAMESPACE + " right?"
              : "topic '" + topic + "' has " + count + " partitions, expected 1");
    }
  }

  private static PipelineException unreadable(String topic, KafkaException cause) {
    return new PipelineException(
        "could not read topic '" + topic + "': " + cause.getMessage(), cause);
  }

  /**
   * Leaves out what is not in a range.
   *
   * @throws PipelineException if the topic no longer has, or does not have yet, all of it
   */
  public CommittedTopic within(OffsetRange range) {
    long last = range.to().orElse(end);
    if (range.from() < begin || last > end) {
      throw new PipelineException(
          "topic '"
              + name()
              + "' has offsets "
              + begin
              + ".."
              + end
              + ", the range is "
              + range
              + (range.from() < begin
                  ? ": what is older was deleted"
                  : ": it does not end there yet"));
    }
    end = last;
    consumer.seek(partition, range.from());
    return this;
  }

  @Override
  public String name() {
    return partition.topic();
  }

  @Override
  public long begin() {
    return begin;
  }

  @Override
  public long end() {
    return end;
  }

  /**
   * Reads the next record; empty at the end.
   *
   * @throws PipelineException if it cannot be read, or a transaction is not completed in time
   */
  @Override
  protected Optional<ConsumerRecord<byte[], byte[]>> read() {
    if (!fetched.hasNext()) {
      fetched = fetch();
    }
    return fetched.hasNext()
        ? Optional.of(fetched.next()).filter(record -> record.offset() < end)
        : Optional.empty();
  }

  private Iterator<ConsumerRecord<byte[], byte[]>> fetch() {
    try {
      long place = consumer.position(partition);
      long since = System.nanoTime();
      while (place < end) {
        List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
        if (!records.isEmpty()) {
          return records.iterator();
        }
        long reached = consumer.position(partition);
        if (reached == place && System.nanoTime() - since > PATIENCE.toNanos()) {
          throw stuck(place);
        }
        since = reached == place ? since : System.nanoTime();
        place = reached;
      }
      return Collections.emptyIterator();
    } catch (KafkaException e) {
      throw unreadable(name(), e);
    }
  }

  private PipelineException stuck(long place) {
    return new PipelineException(
        "topic '"
            + name()
            + "' could be read to offset "
            + place
            + " of "
            + end
            + " for "
            + PATIENCE.toSeconds()
            + " s: a transaction of its writer is not completed; try again when it runs or has timed out");
  }

  /** Returns where a record stands, for people. */
  static String place(ConsumerRecord<byte[], byte[]> record) {
    return place(record.topic(), record.partition(), record.offset());
  }

  static String place(String topic, int partition, long offset) {
    return Objects.requireNonNull(topic) + '-' + partition + '@' + offset;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
