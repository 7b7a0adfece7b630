package io.alluvium.app.audit;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one partition, one by one in the order of their offsets, up to an end that is
 * known from the beginning. Not thread-safe.
 */
public interface RecordSource extends AutoCloseable {
  /** Returns the name of the topic. */
  String name();

  /** Returns the offset of the oldest record; more than 0 if older ones were deleted. */
  long begin();

  /** Returns the offset behind the last record. */
  long end();

  /** Returns the next record and leaves it there; empty at the end. */
  Optional<ConsumerRecord<byte[], byte[]>> peek();

  /** Returns the next record and goes on; empty at the end. */
  Optional<ConsumerRecord<byte[], byte[]>> next();

  @Override
  void close();
}
