package io.alluvium.learning.source;

import io.alluvium.learning.drift.DriftEvent;

/** What has changed with a source, or is told of it from time to time. Closed. */
public sealed interface SourceChange {

  /**
   * It is no longer what it was.
   *
   * @param event which detector says so, and what it suspects
   * @param since where the first sample after the change stood in the ledger, as far as is known
   * @param correlated whether labels of the source come in runs
   * @param follows whether it is followed from here on, so that answers can be adapted to it; while
   *     labels come in runs, from where samples of several classes show the change
   */
  record Began(DriftEvent event, long since, boolean correlated, boolean follows)
      implements SourceChange {}

  /**
   * It is what it was, or what it is now counts as that.
   *
   * @param reason why it is over
   * @param began where the alarm stood in the ledger
   * @param samples of the source since then
   * @param score what following it was worth
   */
  record Ended(Reason reason, long began, long samples, EpisodeScore score)
      implements SourceChange {}

  /**
   * How it is, by count.
   *
   * @param report what there is to tell
   */
  record Told(SourceReport report) implements SourceChange {}

  /** Why a change is over. */
  enum Reason {
    /** Samples look as they did. */
    RETURNED,
    /** It has lasted so long that it counts as normal. */
    SETTLED
  }
}
