package io.alluvium.topology.internal.embed;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says when the line of EMBED has waited long enough, and when a commit should not wait for its
 * interval. Not thread-safe; one per task.
 *
 * <p>It counts ticks that come twice in the longest wait: a line that was there at the last tick
 * and has not been written since has waited for at least half of it. The clock of Kafka Streams
 * would not do: it stands still while a batch is embedded, so whoever joins the line right after
 * would seem to have waited as long, and be embedded in a batch of a few.
 *
 * <p>Right after a full batch more are likely to be on their way, and whoever is in line has waited
 * for that batch: there the longest wait is an eighth of the time that it took, if that is more.
 */
final class LineWatch {
  /** What a line that is not busy wrote is committed after this time. */
  private static final Duration PROMPT = Duration.ofMillis(100);

  /**
   * What a busy line wrote is committed after this time, with the end of a batch: in the middle of
   * one a commit would cut it short.
   */
  static final Duration BUSY = Duration.ofSeconds(1);

  /** While full batches follow each other within so many ticks, the line is busy. */
  private static final int BUSY_TICKS = 3;

  /** After a full batch a line may wait for such a part of the time that it took. */
  private static final int PATIENCE = 8;

  private final Duration period;
  private final LongSupplier nanoClock;
  private long committedNanos;
  private long writingNanos;
  private long fullBatchNanos;
  private long ticksWaiting;
  private long ticksSinceCommit;
  private long ticksSinceFullBatch = BUSY_TICKS;
  private boolean wrote;

  /**
   * Creates a watch.
   *
   * @param maxDelayMillis longest wait in line, at least 1
   * @param nanoClock elapsed time in nanoseconds, as of {@link System#nanoTime}
   */
  LineWatch(int maxDelayMillis, LongSupplier nanoClock) {
    this.period = Duration.ofMillis(Math.max(1, maxDelayMillis / 2));
    this.nanoClock = nanoClock;
    this.committedNanos = nanoClock.getAsLong();
  }

  /** Returns the time between two ticks. */
  Duration period() {
    return period;
  }

  /**
   * Notes a tick.
   *
   * @param waiting whether anybody is in line
   * @return whether they have waited long enough
   */
  boolean tick(boolean waiting) {
    ticksWaiting = waiting ? ticksWaiting + 1 : 0;
    ticksSinceCommit++;
    ticksSinceFullBatch++;
    long patience = fullBatchNanos / PATIENCE / period.toNanos();
    return ticksWaiting > 1 && (ticksWaiting >= patience || ticksSinceFullBatch > patience);
  }

  /** Notes that the line is about to be written. */
  void writing() {
    writingNanos = nanoClock.getAsLong();
  }

  /**
   * Notes that the line was written.
   *
   * @param fullBatch whether there was enough for a batch
   * @return whether a busy line should be committed now, between two batches
   */
  boolean written(boolean fullBatch) {
    ticksWaiting = 0;
    wrote = true;
    if (!fullBatch) {
      return false;
    }
    ticksSinceFullBatch = 0;
    fullBatchNanos = nanoClock.getAsLong() - writingNanos;
    return nanosSinceCommit() >= BUSY.toNanos();
  }

  /**
   * Returns whether a commit should follow the next batch, if that takes as long as the last full
   * one.
   */
  boolean isCommitDueAfterBatch() {
    return nanosSinceCommit() + fullBatchNanos >= BUSY.toNanos();
  }

  private long nanosSinceCommit() {
    return nanoClock.getAsLong() - committedNanos;
  }

  /**
   * Notes a commit, before which the line was written.
   *
   * @param fullBatch whether there was nearly enough for a batch
   */
  void committed(boolean fullBatch) {
    ticksWaiting = 0;
    if (fullBatch) {
      ticksSinceFullBatch = 0;
    }
    ticksSinceCommit = 0;
    committedNanos = nanoClock.getAsLong();
    wrote = false;
  }

  /** Returns whether what a line that is not busy wrote should be committed now. */
  boolean wantsCommit() {
    return wrote
        && ticksSinceFullBatch >= BUSY_TICKS
        && period.multipliedBy(ticksSinceCommit).compareTo(PROMPT) >= 0;
  }
}
