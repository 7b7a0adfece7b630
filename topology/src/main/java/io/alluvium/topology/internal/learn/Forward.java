package io.alluvium.topology.internal.learn;

import org.apache.kafka.streams.processor.api.Record;

/** Where records leave LEARN. */
@FunctionalInterface
public interface Forward {
  /**
   * Hands on a record.
   *
   * @param record key, value, time and headers
   * @param sink name of the sink, as in {@link io.alluvium.topology.Names}
   */
  void to(Record<byte[], Object> record, String sink);
}
