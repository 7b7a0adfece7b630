package io.alluvium.app.pipeline;

import io.alluvium.schemas.LedgerEntry;
import io.alluvium.topology.WireSerdes;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;

/** Reads the ledger slowly, so that who wants to interrupt finds it in the middle. */
final class Paced implements Deserializer<LedgerEntry> {
  private final Deserializer<LedgerEntry> deserializer;
  private final Duration pause;

  private Paced(Deserializer<LedgerEntry> deserializer, Duration pause) {
    this.deserializer = deserializer;
    this.pause = pause;
  }

  /** Returns the same serdes, with a pause before each entry of the ledger. */
  static WireSerdes pace(WireSerdes serdes, Duration pause) {
    return new WireSerdes(
        serdes.sample(),
        serdes.label(),
        serdes.command(),
        Serdes.serdeFrom(
            serdes.ledgerEntry().serializer(),
            new Paced(serdes.ledgerEntry().deserializer(), pause)),
        serdes.prediction(),
        serdes.event(),
        serdes.model(),
        serdes.labelRequest());
  }

  @Override
  public LedgerEntry deserialize(String topic, byte[] bytes) {
    LockSupport.parkNanos(pause.toNanos());
    return deserializer.deserialize(topic, bytes);
  }
}
