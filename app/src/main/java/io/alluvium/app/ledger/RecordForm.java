package io.alluvium.app.ledger;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.TopicHeader;
import io.alluvium.schemas.TopicRecord;
import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.WireSerdes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Between records as a consumer reads them and as files keep them. */
final class RecordForm {
  private final WireSerdes serdes;

  RecordForm(WireSerdes serdes) {
    this.serdes = serdes;
  }

  /** Returns what a file keeps of a record. */
  static TopicRecord toFile(
      ConsumerRecord<byte[], byte[]> record, Serde<? extends SpecificRecord> serde) {
    List<TopicHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new TopicHeader(header.key(), buffer(header.value())));
    }
    return new TopicRecord(
        record.offset(), record.timestamp(), buffer(record.key()), headers, value(record, serde));
  }

  private static @Nullable Object value(
      ConsumerRecord<byte[], byte[]> record, Serde<? extends SpecificRecord> serde) {
    try {
      return serde.deserializer().deserialize(record.topic(), record.headers(), record.value());
    } catch (UndecodableException e) {
      return ByteBuffer.wrap(record.value());
    }
  }

  /** Returns the record that a consumer would read, framed by the registry of the serdes. */
  ConsumerRecord<byte[], byte[]> fromFile(TopicRecord kept, String topic, int partition) {
    return new ConsumerRecord<>(
        topic,
        partition,
        kept.getOffset(),
        kept.getTimestamp(),
        TimestampType.LOG_APPEND_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        bytes(kept.getKey()),
        value(kept, topic),
        headers(kept),
        Optional.empty());
  }

  private byte @Nullable [] value(TopicRecord kept, String topic) {
    return switch (kept.getValue()) {
      case null -> null;
      case LedgerEntry entry -> serdes.ledgerEntry().serializer().serialize(topic, entry);
      case Prediction prediction -> serdes.prediction().serializer().serialize(topic, prediction);
      case ByteBuffer raw -> bytes(raw);
      default ->
          throw new PipelineException(
              "a record of '" + topic + "' has a value of " + kept.getValue().getClass());
    };
  }

  private static RecordHeaders headers(TopicRecord kept) {
    RecordHeaders headers = new RecordHeaders();
    kept.getHeaders()
        .forEach(
            header -> headers.add(new RecordHeader(header.getName(), bytes(header.getValue()))));
    return headers;
  }

  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
