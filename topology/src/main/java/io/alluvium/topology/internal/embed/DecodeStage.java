package io.alluvium.topology.internal.embed;

import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.Names;
import io.alluvium.topology.Topics;
import io.alluvium.topology.internal.wire.Attachments;
import io.alluvium.topology.internal.wire.DeadLetter;
import io.alluvium.topology.internal.wire.Reason;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * From bytes to a checked record of one of the three inputs; what cannot be read becomes a dead
 * letter.
 *
 * @param <A> Avro record of the topic
 */
public final class DecodeStage<A> implements Processor<byte[], byte[], byte[], Object> {
  /** A label or command goes into the ledger as it is; of a sample only id and source do. */
  private static final int MAX_SEQUENCED_BYTES = 64 * 1024;

  private final Deserializer<A> deserializer;
  private final Function<A, Incoming> format;
  private final int maxBytes;
  private ProcessorContext<byte[], Object> context;

  private DecodeStage(Deserializer<A> deserializer, Function<A, Incoming> format, int maxBytes) {
    this.deserializer = deserializer;
    this.format = format;
    this.maxBytes = maxBytes;
  }

  /** Returns the stage for the topic of samples. */
  public static DecodeStage<?> samples(Deserializer<io.alluvium.schemas.Sample> deserializer) {
    return new DecodeStage<>(deserializer, InputFormat::sample, Integer.MAX_VALUE);
  }

  /** Returns the stage for the topic of labels. */
  public static DecodeStage<?> labels(Deserializer<io.alluvium.schemas.Label> deserializer) {
    return new DecodeStage<>(deserializer, InputFormat::label, MAX_SEQUENCED_BYTES);
  }

  /** Returns the stage for the topic of commands. */
  public static DecodeStage<?> commands(Deserializer<io.alluvium.schemas.Command> deserializer) {
    return new DecodeStage<>(deserializer, InputFormat::command, MAX_SEQUENCED_BYTES);
  }

  @Override
  public void init(ProcessorContext<byte[], Object> newContext) {
    context = newContext;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    try {
      checkSize(record);
      A value = deserializer.deserialize(origin.topic(), record.headers(), record.value());
      if (value == null) {
        bury(record, origin, Reason.UNDECODABLE, "value is null, expected a record");
        return;
      }
      Decoded decoded = new Decoded(format.apply(value), record.value());
      context.forward(record.<Object>withValue(decoded), Names.EMBED);
    } catch (UndecodableException e) {
      bury(record, origin, Reason.UNDECODABLE, String.valueOf(e.getMessage()));
    } catch (InvalidInputException e) {
      bury(record, origin, e.reason(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * A broker measures what is compressed, the producer of the ledger what is not: an entry that it
   * refuses would stop the stream for good.
   */
  private void checkSize(Record<byte[], byte[]> record) {
    int attached = Attachments.bytes(record.key(), record.headers());
    if (attached > Attachments.MAX_BYTES) {
      throw new InvalidInputException(
          Reason.TOO_LARGE,
          "key and headers have " + attached + " bytes, the limit is " + Attachments.MAX_BYTES);
    }
    if (record.value() != null && record.value().length > maxBytes) {
      throw new InvalidInputException(
          Reason.TOO_LARGE,
          "value has " + record.value().length + " bytes, the limit is " + maxBytes);
    }
  }

  private void bury(
      Record<byte[], byte[]> record, RecordMetadata origin, Reason reason, String message) {
    context.forward(
        DeadLetter.record(
            record,
            record.value(),
            reason,
            message,
            origin.topic(),
            origin.partition(),
            origin.offset(),
            Topics.MAX_RECORD_BYTES),
        Names.DEAD_LETTER_SINK);
  }
}
