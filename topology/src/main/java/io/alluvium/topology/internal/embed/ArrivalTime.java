package io.alluvium.topology.internal.embed;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Time of arrival at EMBED, whatever the record says.
 *
 * <p>A timestamp of a producer may lie anywhere: a negative one would make Kafka Streams skip the
 * record, one far in the future would make the broker refuse what is derived from it. Event time is
 * part of the payload; this one only says which of the waiting partitions is read first.
 */
public final class ArrivalTime implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.clamp(record.timestamp(), 0, System.currentTimeMillis());
  }
}
