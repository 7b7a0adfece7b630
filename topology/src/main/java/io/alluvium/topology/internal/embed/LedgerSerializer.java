package io.alluvium.topology.internal.embed;

import io.alluvium.schemas.LedgerEntry;
import io.alluvium.topology.internal.wire.LedgerFormat;
import io.alluvium.topology.internal.wire.Unsequenced;
import org.apache.kafka.common.serialization.Serializer;

/** Writes entries of the ledger. */
public final class LedgerSerializer implements Serializer<Unsequenced> {
  private final Serializer<LedgerEntry> avro;

  /** Wraps the serializer of the Avro record. */
  public LedgerSerializer(Serializer<LedgerEntry> avro) {
    this.avro = avro;
  }

  @Override
  public byte[] serialize(String topic, Unsequenced entry) {
    return avro.serialize(topic, LedgerFormat.toAvro(entry));
  }
}
