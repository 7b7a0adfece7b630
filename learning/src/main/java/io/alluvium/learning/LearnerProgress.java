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
 * @param lastUpdateOffset ledger offset of the newest update or move of the clock, if any
 * @param modelOffset ledger offset of the newest of these that the serving model rests on, if any
 * @param effective the solve in effect; {@link Solve#NONE} before the first
 * @param pending the solve that was triggered and is not yet in effect, if any
 * @param clock number of the present bucket of time, 0 where there are none
 */
public record LearnerProgress(
    long entries,
    long updates,
    OptionalLong labelled,
    OptionalLong lastUpdateOffset,
    OptionalLong modelOffset,
    Solve effective,
    Optional<Solve> pending,
    long clock) {

  /** The beginning of a ledger. */
  public static final LearnerProgress START =
      new LearnerProgress(
          0,
          0,
          OptionalLong.of(0),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Solve.NONE,
          Optional.empty(),
          0);

  /**
   * The place of a solve.
   *
   * @param updates number of updates whose sums it is made from
   * @param entries number of entries that were finished at its trigger
   * @param effect number of entries that are finished when it takes effect, at least {@code
   *     entries}
   * @param clock number of the bucket of time that was the present one at its trigger: ages are
   *     counted from it as long as the solve is in effect
   * @param newest ledger offset of the newest entry that it rests on; empty where there are no
   *     buckets of time, where that is the one of its last update
   */
  public record Solve(long updates, long entries, long effect, long clock, OptionalLong newest) {
    /** The solve of no samples at the beginning, in effect at once. */
    public static final Solve NONE = new Solve(0, 0, 0);

    /** Makes the place of a solve where there are no buckets of time. */
    public Solve(long updates, long entries, long effect) {
      this(updates, entries, effect, 0, OptionalLong.empty());
    }
  }
}
