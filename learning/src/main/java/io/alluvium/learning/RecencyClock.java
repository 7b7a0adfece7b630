package io.alluvium.learning;

import java.util.OptionalLong;

/**
 * Which bucket of time is the present one: a pure function of the samples that were accepted.
 *
 * <p>By samples, a bucket is full after its length. By event time the clock follows the majority: a
 * sample of a later bucket votes for moving on, one that is older than all buckets votes for going
 * back to it, any other cancels a vote. {@value #MAJORITY} votes move the clock on by one bucket,
 * or back to the newest of their times, without ever counting backwards. So a few wrong timestamps,
 * however far off, move nothing; a gap is caught up with in {@value #MAJORITY} samples a bucket,
 * the part of it that is longer than all buckets at once, as far as all voters agree; and no bucket
 * has fewer samples than that.
 *
 * @param period number of the present bucket, from 0, never falling
 * @param start samples in the present bucket, or the event time at which it begins; empty before
 *     the first sample, or event time
 * @param votes votes for moving on, less those for going back, fewer than {@value #MAJORITY} either
 *     way
 * @param nearest of the times that voted so, the one nearest to the present bucket; empty without
 *     votes
 */
public record RecencyClock(long period, OptionalLong start, int votes, OptionalLong nearest) {
  /** Samples that it takes to move the clock against its own time. */
  public static final int MAJORITY = 8;

  /** The clock before the first sample. */
  public static final RecencyClock START =
      new RecencyClock(0, OptionalLong.empty(), 0, OptionalLong.empty());

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
    if (period < 0 || votes <= -MAJORITY || votes >= MAJORITY) {
      throw new IllegalArgumentException(
          "clock has period "
              + period
              + " and "
              + votes
              + " votes, expected at least 0 and fewer than "
              + MAJORITY
              + " either way");
    }
    if (nearest.isPresent() != (votes != 0)) {
      throw new IllegalArgumentException(
          "clock has " + votes + " votes, the nearest of them is " + nearest);
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
        before < bucketLength ? unvoted(period, before + 1) : unvoted(period + 1, 1);
    return new Placed(next.period, next);
  }

  private Placed placeAt(long eventMillis, long bucketLength) {
    long millis = Math.clamp(eventMillis, -MAX_MILLIS, MAX_MILLIS);
    long begin = start.orElse(millis);
    long ahead = Math.floorDiv(millis - begin, bucketLength);
    if (ahead > 0) {
      RecencyClock next = voted(begin, 1, millis, bucketLength);
      return new Placed(next.period, next);
    }
    if (ahead <= -Recency.BUCKETS) {
      RecencyClock next = voted(begin, -1, millis, bucketLength);
      return new Placed(Math.max(0, period - Recency.BUCKETS), next);
    }
    return new Placed(Math.max(0, period + ahead), cancelled(begin));
  }

  private RecencyClock voted(long begin, int direction, long millis, long bucketLength) {
    if (votes * direction < 0) {
      return cancelled(begin);
    }
    long other = nearest.orElse(millis);
    long near = direction > 0 ? Math.min(other, millis) : Math.max(other, millis);
    if (Math.abs(votes + direction) < MAJORITY) {
      return new RecencyClock(
          period, OptionalLong.of(begin), votes + direction, OptionalLong.of(near));
    }
    return direction > 0
        ? unvoted(period + 1, Math.max(begin + bucketLength, near - Recency.BUCKETS * bucketLength))
        : unvoted(period, near);
  }

  private RecencyClock cancelled(long begin) {
    int left = votes - Integer.signum(votes);
    return new RecencyClock(
        period, OptionalLong.of(begin), left, left == 0 ? OptionalLong.empty() : nearest);
  }

  private static RecencyClock unvoted(long period, long start) {
    return new RecencyClock(period, OptionalLong.of(start), 0, OptionalLong.empty());
  }
}
