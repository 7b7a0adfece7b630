package io.alluvium.learning;

import java.util.OptionalLong;

/**
 * Which bucket of time is the present one: a pure function of the samples that were accepted.
 *
 * <p>By samples, a bucket is full after its length. By event time the clock follows the majority: a
 * sample of a later bucket votes for moving on, one that is older than all buckets votes for going
 * back to it, any other cancels a vote. {@value #MAJORITY} votes move the clock on by one bucket,
 * or anchor it anew at the time of the last voter, without ever counting backwards. So a few wrong
 * timestamps, however far off, move nothing; a gap is caught up with in {@value #MAJORITY} samples
 * a bucket, the part of it that is longer than all buckets at once; and no bucket has fewer samples
 * than that.
 *
 * @param period number of the present bucket, from 0, never falling
 * @param start samples in the present bucket, or the event time at which it begins; empty before
 *     the first sample, or event time
 * @param votes votes for moving on, less those for going back, between -{@value #MAJORITY} and
 *     {@value #MAJORITY}
 */
public record RecencyClock(long period, OptionalLong start, int votes) {
  /** Samples that it takes to move the clock against its own time. */
  public static final int MAJORITY = 8;

  /** The clock before the first sample. */
  public static final RecencyClock START = new RecencyClock(0, OptionalLong.empty(), 0);

  /** Event times beyond it, 73 million years from the epoch, are taken for it. */
  private static final long MAX_MILLIS = 1L << 61;

  /**
   * A sample in its bucket.
   *
   * @param period number of the bucket, 0 to the clock's
   * @param clock the clock after the sample
   */
  public record Placed(long period, RecencyClock clock) {}

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public RecencyClock {
    if (period < 0 || Math.abs(votes) >= MAJORITY) {
      throw new IllegalArgumentException(
          "clock has period "
              + period
              + " and "
              + votes
              + " votes, expected at least 0 and fewer than "
              + MAJORITY
              + " either way");
    }
  }

  /**
   * Returns the bucket of the next sample.
   *
   * @param eventMillis when it happened, where known; a sample without is of the present bucket
   */
  public Placed place(Recency recency, OptionalLong eventMillis) {
    if (!recency.isOn()) {
      return new Placed(period, this);
    }
    return switch (recency.unit()) {
      case SAMPLES -> placeNext(recency.bucketLength());
      case EVENT_TIME_MS ->
          eventMillis.isEmpty()
              ? new Placed(period, this)
              : placeAt(eventMillis.getAsLong(), recency.bucketLength());
    };
  }

  private Placed placeNext(long bucketLength) {
    long before = start.orElse(0);
    RecencyClock next =
        before < bucketLength
            ? new RecencyClock(period, OptionalLong.of(before + 1), 0)
            : new RecencyClock(period + 1, OptionalLong.of(1), 0);
    return new Placed(next.period, next);
  }

  private Placed placeAt(long eventMillis, long bucketLength) {
    long millis = Math.clamp(eventMillis, -MAX_MILLIS, MAX_MILLIS);
    long begin = start.orElse(millis);
    long ahead = Math.floorDiv(millis - begin, bucketLength);
    if (ahead > 0) {
      RecencyClock next =
          votes + 1 < MAJORITY
              ? new RecencyClock(period, OptionalLong.of(begin), votes + 1)
              : new RecencyClock(period + 1, OptionalLong.of(next(begin, millis, bucketLength)), 0);
      return new Placed(next.period, next);
    }
    if (ahead <= -Recency.BUCKETS) {
      return votes - 1 > -MAJORITY
          ? new Placed(
              Math.max(0, period - Recency.BUCKETS),
              new RecencyClock(period, OptionalLong.of(begin), votes - 1))
          : new Placed(period, new RecencyClock(period, OptionalLong.of(millis), 0));
    }
    return new Placed(
        Math.max(0, period + ahead),
        new RecencyClock(period, OptionalLong.of(begin), votes - Integer.signum(votes)));
  }

  /** Where the next bucket begins: right after the last, or as many before now as are kept. */
  private static long next(long begin, long millis, long bucketLength) {
    return Math.max(begin + bucketLength, millis - Recency.BUCKETS * bucketLength);
  }
}
