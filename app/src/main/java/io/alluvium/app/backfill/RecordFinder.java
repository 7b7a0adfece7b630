package io.alluvium.app.backfill;

import io.alluvium.app.pipeline.Consumers;
import io.alluvium.topology.AlluviumConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds committed records by their place. Searches in ascending order read on where the last one
 * ended, unless the next is far ahead: a search from anew waits for a fetch that is under way. Not
 * thread-safe.
 */
final class RecordFinder implements AutoCloseable {
  private static final long FAR = 1000;
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final Deque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();
  private @Nullable TopicPartition partition;
  private long place;

  /** Opens a consumer with the user's settings. */
  RecordFinder(AlluviumConfig config) {
    this.consumer = Consumers.ofPlaces(config);
  }

  /**
   * Returns the record at a place; empty if there is none, because it was deleted or never was.
   *
   * @throws KafkaException if the broker does not give what it has
   */
  Optional<ConsumerRecord<byte[], byte[]>> find(TopicPartition wanted, long offset) {
    boolean isElsewhere = !wanted.equals(partition);
    if (isElsewhere) {
      consumer.assign(List.of(wanted));
      partition = wanted;
    }
    if (isElsewhere || offset < place || offset > place + FAR) {
      begin(wanted, offset);
    }
    long start = System.nanoTime();
    while (next(wanted) <= offset) {
      if (!read.isEmpty()) {
        ConsumerRecord<byte[], byte[]> first = read.removeFirst();
        place = first.offset() + 1;
        if (first.offset() == offset) {
          return Optional.of(first);
        }
      } else if (!fetch() || isBeyondEnd(wanted, offset, System.nanoTime() - start)) {
        partition = null;
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void begin(TopicPartition at, long offset) {
    read.clear();
    consumer.seek(at, offset);
    place = offset;
  }

  /** The least offset that the next record can have. */
  private long next(TopicPartition at) {
    return read.isEmpty() ? consumer.position(at) : read.getFirst().offset();
  }

  /** Returns false if the place is before the first record or beyond the last. */
  private boolean fetch() {
    try {
      consumer.poll(TICK).forEach(read::add);
      return true;
    } catch (OffsetOutOfRangeException e) {
      return false;
    }
  }

  private boolean isBeyondEnd(TopicPartition at, long offset, long waitedNanos) {
    if (!read.isEmpty() || waitedNanos < SILENCE.toNanos()) {
      return false;
    }
    long end = consumer.endOffsets(List.of(at)).getOrDefault(at, 0L);
    if (offset < end && waitedNanos > PATIENCE.toNanos()) {
      throw new KafkaException(
          at + " offset " + offset + " was not read within " + PATIENCE.toSeconds() + " s");
    }
    return offset >= end;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
