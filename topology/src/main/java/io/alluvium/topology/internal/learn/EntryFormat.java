package io.alluvium.topology.internal.learn;

import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.Names;
import io.alluvium.topology.Topics;
import io.alluvium.topology.internal.wire.DeadLetter;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.LedgerFormat;
import io.alluvium.topology.internal.wire.Position;
import io.alluvium.topology.internal.wire.Reason;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;

/** From bytes of the ledger to {@link LedgerEntry}; what cannot be read becomes a dead letter. */
final class EntryFormat {
  private final Deserializer<io.alluvium.schemas.LedgerEntry> deserializer;

  EntryFormat(Deserializer<io.alluvium.schemas.LedgerEntry> deserializer) {
    this.deserializer = deserializer;
  }

  Optional<LedgerEntry> read(
      Record<byte[], byte[]> record, String topic, Position position, Forward forward) {
    try {
      return Optional.of(decode(record, topic, position));
    } catch (UndecodableException | IllegalArgumentException e) {
      forward.to(
          DeadLetter.record(
              record,
              record.value(),
              Reason.UNDECODABLE,
              String.valueOf(e.getMessage()),
              topic,
              position.partition(),
              position.offset(),
              Topics.MAX_RECORD_BYTES),
          Names.DEAD_LETTER_SINK);
      return Optional.empty();
    }
  }

  private LedgerEntry decode(Record<byte[], byte[]> record, String topic, Position position) {
    io.alluvium.schemas.LedgerEntry entry =
        deserializer.deserialize(topic, record.headers(), record.value());
    if (entry == null) {
      throw new IllegalArgumentException("value is null, expected a ledger entry");
    }
    return new LedgerEntry(
        position, record.timestamp(), LedgerFormat.origin(entry), LedgerFormat.body(entry));
  }
}
