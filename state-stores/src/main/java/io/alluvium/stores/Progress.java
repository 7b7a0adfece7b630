package io.alluvium.stores;

import io.alluvium.learning.LearnerProgress;

/**
 * Where LEARN stands in one ledger partition.
 *
 * @param learner place of the learner
 * @param checkpoint updates that the stored moments contain
 * @param purged updates that are no longer in the write-ahead log
 * @param lastOffset ledger offset of the last entry that was finished, -1 before the first
 * @param chain hash chain over all predictions so far
 * @param tally counts so far
 */
public record Progress(
    LearnerProgress learner,
    long checkpoint,
    long purged,
    long lastOffset,
    HashChain chain,
    Tally tally) {

  /** Returns the beginning of a partition. */
  public static Progress start() {
    return new Progress(LearnerProgress.START, 0, 0, -1, HashChain.start(), new Tally());
  }
}
