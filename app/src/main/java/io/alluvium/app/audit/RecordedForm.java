package io.alluvium.app.audit;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.schemas.serde.WireFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Records of a topic in the registry's wire format: reads what was recorded, and compares it with
 * what was computed again.
 *
 * @param topic name of the topic
 * @param serde serde of its values
 */
public record RecordedForm<T extends SpecificRecord>(String topic, Serde<T> serde) {
  /** Returns the value, or nothing if the bytes are not one. */
  public Optional<T> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(
          serde.deserializer().deserialize(topic, record.headers(), record.value()));
    } catch (UndecodableException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the value.
   *
   * @throws PipelineException if the bytes are not one
   */
  T require(ConsumerRecord<byte[], byte[]> record) {
    return read(record)
        .orElseThrow(() ->
            new PipelineException(
                "record "
                    + CommittedTopic.place(record)
                    + " is not what topic '"
                    + topic
                    + "' holds"));
  }

  /**
   * Returns how a record that was read differs from one that was computed again: key, fields, and
   * bytes of the value behind the registry's framing. A record written under another version of the
   * schema may have other bytes for the same fields.
   */
  List<FieldDifference> differences(
      ConsumerRecord<byte[], byte[]> recorded, T value, Record<byte[], T> recomputed) {
    byte[] key = recorded.key() == null ? new byte[0] : recorded.key();
    List<FieldDifference> differences =
        new ArrayList<>(FieldDifference.ofBytes(FieldDifference.KEY, key, recomputed.key()));
    byte[] expected = serde.serializer().serialize(topic, recomputed.value());
    if (!Arrays.equals(body(recorded.value()), body(expected))) {
      List<FieldDifference> fields = FieldDifference.between(value, recomputed.value());
      boolean sameSchema = Arrays.equals(framing(recorded.value()), framing(expected));
      differences.addAll(
          fields.isEmpty() && sameSchema
              ? FieldDifference.ofBytes(
                  FieldDifference.BYTES, body(recorded.value()), body(expected))
              : fields);
    }
    return differences;
  }

  private static byte[] framing(byte[] value) {
    return Arrays.copyOf(value, WireFormat.HEADER_BYTES);
  }

  private static byte[] body(byte[] value) {
    return Arrays.copyOfRange(value, WireFormat.HEADER_BYTES, value.length);
  }
}
