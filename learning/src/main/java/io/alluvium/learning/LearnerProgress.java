package io.alluvium.learning;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a {@link Learner} stands in its ledger: with the sums and the updates since {@code
 * effective}, all that is needed to make the same learner again.
 *
 * @param entries number of ledger entries finished
 * @param updates number of label updates applied
 * @param labelled number of samples in the sums, each counted once whatever its weight; empty where
 *     nobody counted, which is where every sample weighs 1
 * @param lastUpdateOffset ledger offset of the newest update, if any
 * @param modelOffset ledger offset of the newest update that the serving model rests on, if any
 * @param effective the solve in effect; {@link Solve#NONE} before the first
 * @param pending the solve that was triggered and is not yet in effect, if any
 */
public record LearnerProgress(
    long entries,
    long updates,
    OptionalLong labelled,
    OptionalLong lastUpdateOffset,
    OptionalLong modelOffset,
    Solve effective,
    Optional<Solve> pending) {

  /** The beginning of a ledger. */
  public static final LearnerProgress START =
      new LearnerProgress(
          0,
          0,
          OptionalLong.of(0),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Solve.NONE,
          Optional.empty());

  /**
   * The place of a solve.
   *
   * @param updates number of updates whose sums it is made from
   * @param entries number of entries that were finished at its trigger
   * @param effect number of entries that are finished when it takes effect, at least {@code
   *     entries}
   */
  public record Solve(long updates, long entries, long effect) {
    /** The solve of no samples at the beginning, in effect at once. */
    public static final Solve NONE = new Solve(0, 0, 0);
  }
}
