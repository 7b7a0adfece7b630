package io.alluvium.topology.internal.learn;

import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.Names;
import io.alluvium.topology.Topics;
import io.alluvium.topology.internal.wire.DeadLetter;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.LedgerFormat;
import io.alluvium.topology.internal.wire.Position;
import io.alluvium.topology.internal.wire.Reason;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** From bytes of the ledger to {@link LedgerEntry}; what cannot be read becomes a dead letter. */
public final class DecodeStage implements Processor<byte[], byte[], byte[], Object> {
  private final Deserializer<io.alluvium.schemas.LedgerEntry> deserializer;
  private ProcessorContext<byte[], Object> context;

  /** Makes the stage of one task. */
  public DecodeStage(Deserializer<io.alluvium.schemas.LedgerEntry> deserializer) {
    this.deserializer = deserializer;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> newContext) {
    context = newContext;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    LedgerEntry entry;
    try {
      entry = decode(record, metadata);
    } catch (UndecodableException | IllegalArgumentException e) {
      context.forward(
          DeadLetter.record(
              record,
              record.value(),
              Reason.UNDECODABLE,
              String.valueOf(e.getMessage()),
              metadata.topic(),
              metadata.partition(),
              metadata.offset(),
              Topics.MAX_RECORD_BYTES),
          Names.DEAD_LETTER_SINK);
      return;
    }
    context.forward(record.<Object>withValue(entry), Names.JOIN);
  }

  private LedgerEntry decode(Record<byte[], byte[]> record, RecordMetadata metadata) {
    io.alluvium.schemas.LedgerEntry entry =
        deserializer.deserialize(metadata.topic(), record.headers(), record.value());
    if (entry == null) {
      throw new IllegalArgumentException("value is null, expected a ledger entry");
    }
    Position position = new Position(metadata.partition(), metadata.offset());
    return new LedgerEntry(
        position, record.timestamp(), LedgerFormat.origin(entry), LedgerFormat.body(entry));
  }
}
