package io.alluvium.learning;

/**
 * How much samples count by their age. Ages are numbers of buckets of time: weights are applied
 * when sums are read, so that the sums stay exact and a sample can be taken out of them for ever.
 *
 * <p>With {@link Kind#WINDOW} the samples of the newest {@value #BUCKETS} buckets count fully and
 * older ones not at all: a bucket is a sixteenth of the window, and the window is between fifteen
 * and sixteen buckets long, since the newest one is still filling. With {@link Kind#HALF_LIFE} a
 * bucket is half a half-life and weighs {@code 2^(-age / 2)}; after eight half-lives what is left
 * weighs {@code 2^-15} for ever, so that a class that was not seen for long keeps its mean and
 * yields to any newer sample.
 *
 * @param kind what age does
 * @param unit what ages are measured in
 * @param length window or half-life in that unit, {@value #MIN_LENGTH} to {@value #MAX_LENGTH}
 */
public record Recency(Kind kind, Unit unit, long length) {
  /** Number of buckets that are kept apart. */
  public static final int BUCKETS = 16;

  /** Least window or half-life. */
  public static final long MIN_LENGTH = 128;

  /** Greatest window or half-life. */
  public static final long MAX_LENGTH = 1L << 56;

  /** Every sample counts for ever. */
  public static final Recency NONE = new Recency(Kind.NONE, Unit.SAMPLES, MIN_LENGTH);

  /** Weight 1 of a half-life: with it, no weighted sum can overflow. */
  private static final int ONE = 1 << 15;

  private static final int[] HALVED = halved();

  /** What age does. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** Old samples do not count. */
    WINDOW,
    /** Samples count half after the half-life, a quarter after two, and so on. */
    HALF_LIFE
  }

  /** What ages are measured in. */
  public enum Unit {
    /** Samples that were accepted. */
    SAMPLES,
    /** Milliseconds of event time. */
    EVENT_TIME_MS
  }

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException naming value and limit
   */
  public Recency {
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "length of recency is " + length + ", expected " + MIN_LENGTH + " to " + MAX_LENGTH);
    }
  }

  private static int[] halved() {
    int[] weights = new int[BUCKETS + 1];
    for (int age = 0; age < BUCKETS; age++) {
      weights[age] = (int) Math.rint(ONE * StrictMath.pow(2, -age / 2.0));
    }
    weights[BUCKETS] = 1;
    return weights;
  }

  /** Returns whether age matters. */
  public boolean isOn() {
    return kind != Kind.NONE;
  }

  /** Returns the length of a bucket, in its unit. */
  public long bucketLength() {
    return switch (kind) {
      case NONE -> Long.MAX_VALUE;
      case WINDOW -> length / BUCKETS;
      case HALF_LIFE -> length / 2;
    };
  }

  /** Returns what a sample of age 0 weighs. */
  int scale() {
    return kind == Kind.HALF_LIFE ? ONE : 1;
  }

  /**
   * Returns what the samples of a bucket weigh, 0 to {@link #scale}.
   *
   * @param age number of buckets since; below 0 counts as 0
   */
  int weight(long age) {
    int bounded = Math.clamp(age, 0, BUCKETS);
    return switch (kind) {
      case NONE -> 1;
      case WINDOW -> bounded < BUCKETS ? 1 : 0;
      case HALF_LIFE -> HALVED[bounded];
    };
  }
}
