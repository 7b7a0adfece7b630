package io.alluvium.topology.internal.learn;

import io.alluvium.topology.Names;
import io.alluvium.topology.internal.wire.Position;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** The {@link EntryFormat} of one task. */
public final class DecodeStage implements Processor<byte[], byte[], byte[], Object> {
  private final EntryFormat format;
  private ProcessorContext<byte[], Object> context;

  /** Makes the stage of one task. */
  public DecodeStage(Deserializer<io.alluvium.schemas.LedgerEntry> deserializer) {
    this.format = new EntryFormat(deserializer);
  }

  @Override
  public void init(ProcessorContext<byte[], Object> newContext) {
    context = newContext;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    Position position = new Position(metadata.partition(), metadata.offset());
    format
        .read(record, metadata.topic(), position, context::forward)
        .ifPresent(entry -> context.forward(record.<Object>withValue(entry), Names.JOIN));
  }
}
