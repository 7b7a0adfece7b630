package io.alluvium.app.audit;

import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;

/** Compares the records of one topic with those computed again, in the order of the ledger. */
interface Check<T> {
  /**
   * Compares the next record that follows from the ledger with the next one that is there.
   *
   * @param entry ledger offset of the entry that it follows from
   */
  Optional<Divergence> check(long entry, Record<byte[], T> recomputed);

  /** Checks, at the end of the ledger, that nothing more is there. */
  Optional<Divergence> end();

  /** Returns how many were compared so far. */
  Compared counts();
}
