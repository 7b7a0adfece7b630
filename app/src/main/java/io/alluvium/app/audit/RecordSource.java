package io.alluvium.app.audit;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one partition, one by one in the order of their offsets, up to an end that is
 * known from the beginning. Not thread-safe.
 */
public abstract class RecordSource implements AutoCloseable {
  private Optional<ConsumerRecord<byte[], byte[]>> upcoming = Optional.empty();

  /** Returns the name of the topic. */
  public abstract String name();

  /** Returns the offset of the oldest record; more than 0 if older ones were deleted. */
  public abstract long begin();

  /** Returns the offset behind the last record. */
  public abstract long end();

  /** Reads the next record; empty at the end, however often it is asked there. */
  protected abstract Optional<ConsumerRecord<byte[], byte[]>> read();

  /**
   * Returns the next record and leaves it there; empty at the end.
   *
   * @throws io.alluvium.app.pipeline.PipelineException if it cannot be read
   */
  public final Optional<ConsumerRecord<byte[], byte[]>> peek() {
    if (upcoming.isEmpty()) {
      upcoming = read();
    }
    return upcoming;
  }

  /**
   * Returns the next record and goes on; empty at the end.
   *
   * @throws io.alluvium.app.pipeline.PipelineException if it cannot be read
   */
  public final Optional<ConsumerRecord<byte[], byte[]>> next() {
    Optional<ConsumerRecord<byte[], byte[]>> next = peek();
    upcoming = Optional.empty();
    return next;
  }

  @Override
  public abstract void close();
}
