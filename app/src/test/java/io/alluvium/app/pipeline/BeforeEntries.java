package io.alluvium.app.pipeline;

import io.alluvium.schemas.LedgerEntry;
import io.alluvium.topology.WireSerdes;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;

/** Does something before each entry of the ledger is read: waits, or fails. */
final class BeforeEntries implements Deserializer<LedgerEntry> {
  private final Deserializer<LedgerEntry> deserializer;
  private final Runnable action;

  private BeforeEntries(Deserializer<LedgerEntry> deserializer, Runnable action) {
    this.deserializer = deserializer;
    this.action = action;
  }

  /** Returns the same serdes, with a pause before each entry of the ledger. */
  static WireSerdes pause(WireSerdes serdes, Duration pause) {
    return run(serdes, () -> LockSupport.parkNanos(pause.toNanos()));
  }

  /** Returns the same serdes, with an action before each entry of the ledger. */
  static WireSerdes run(WireSerdes serdes, Runnable action) {
    return new WireSerdes(
        serdes.sample(),
        serdes.label(),
        serdes.command(),
        Serdes.serdeFrom(
            serdes.ledgerEntry().serializer(),
            new BeforeEntries(serdes.ledgerEntry().deserializer(), action)),
        serdes.prediction(),
        serdes.event(),
        serdes.model(),
        serdes.labelRequest(),
        serdes.look());
  }

  @Override
  public LedgerEntry deserialize(String topic, byte[] bytes) {
    action.run();
    return deserializer.deserialize(topic, bytes);
  }
}
