package io.alluvium.learning;

/**
 * When a {@link Learner} solves its head anew. All triggers are counts of the ledger, never time.
 *
 * <p>The interval between two solves grows with the number of labelled samples, so that the cost of
 * all solves grows with its logarithm until the upper limit is met. A sample is one sample here,
 * whatever its weight: weights make classes heavier, not updates rarer.
 *
 * <p>The work of a solve grows with the dimensions of the space. With {@code byCost} the counts are
 * meant for 384 of them and {@link #in follow their square}: small spaces are solved more often and
 * at once, large ones have longer to be solved in.
 *
 * @param minUpdates least number of label updates between two solves, at least 1
 * @param maxUpdates greatest number of label updates between two solves, at least {@code
 *     minUpdates}
 * @param growth share of the labelled samples that makes the interval between the two limits, in
 *     [0, 1]
 * @param delayEntries least number of ledger entries between the trigger of a solve and its effect,
 *     at least 0: the time it may take in the background without anybody waiting. It grows with
 *     them, as {@link #delay} says
 * @param healthUpdates label updates after which the next solve says how the model is, at least 0;
 *     0 is never
 * @param byCost whether {@code minUpdates}, {@code maxUpdates} and {@code delayEntries} are those
 *     of 384 dimensions and follow the space; otherwise they are as they are in every space
 */
public record SolveOptions(
    int minUpdates,
    int maxUpdates,
    double growth,
    int delayEntries,
    int healthUpdates,
    boolean byCost) {
  private static final long DELAY_SHARE = 4;
  private static final long DELAY_GROWTH = 16;
  private static final double USUAL_DIMENSIONS = 384;
  private static final double LEAST_FACTOR = 1.0 / 16;
  private static final double GREATEST_FACTOR = 4;
  private static final double COPY_SHARE = 8;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming value and limit
   */
  public SolveOptions {
    if (minUpdates < 1 || maxUpdates < minUpdates) {
      throw new IllegalArgumentException(
          "solve every "
              + minUpdates
              + " to "
              + maxUpdates
              + " updates, expected 1 <= least <= greatest");
    }
    if (!(growth >= 0 && growth <= 1)) {
      throw new IllegalArgumentException("growth is " + growth + ", expected 0 to 1");
    }
    if (delayEntries < 0) {
      throw new IllegalArgumentException(
          "delay is " + delayEntries + " entries, expected at least 0");
    }
    if (healthUpdates < 0) {
      throw new IllegalArgumentException(
          "health is told every " + healthUpdates + " updates, expected at least 0");
    }
  }

  /** Makes options of a learner that says nothing of its health, the same in every space. */
  public SolveOptions(int minUpdates, int maxUpdates, double growth, int delayEntries) {
    this(minUpdates, maxUpdates, growth, delayEntries, 0, false);
  }

  /** Returns the same options with another interval between two words on health. */
  public SolveOptions withHealthUpdates(int updates) {
    return new SolveOptions(minUpdates, maxUpdates, growth, delayEntries, updates, byCost);
  }

  /**
   * Every 64 to 4096 updates, 1/8 of the labelled samples, in effect 256 to 4096 entries later; a
   * word on health every 1024 updates; so at 384 dimensions.
   */
  public static SolveOptions defaults() {
    return new SolveOptions(64, 4096, 0.125, 256, 1024, true);
  }

  /**
   * Returns the options that hold for a head in a space. With {@code byCost} these are the counts
   * times {@code (dim / 384)^2}, within a sixteenth and four times. The greatest interval does not
   * grow beyond what was set, since the write-ahead log grows with it. A head that is fitted from
   * features of its own costs as much in a small space: for it they do not shrink.
   */
  SolveOptions in(Space space, Head head) {
    if (!byCost) {
      return this;
    }
    boolean features = !head.demands(space).features().isEmpty();
    double dim = features ? Math.max(space.dim(), USUAL_DIMENSIONS) : space.dim();
    double ratio = dim / USUAL_DIMENSIONS;
    double factor = Math.clamp(ratio * ratio, LEAST_FACTOR, GREATEST_FACTOR);
    int least = Math.max(1, (int) (factor * minUpdates));
    return new SolveOptions(
        least,
        Math.max(least, (int) (Math.min(1, factor) * maxUpdates)),
        growth,
        (int) (factor * delayEntries),
        healthUpdates,
        false);
  }

  /**
   * Returns the options that hold while a head {@link Head#fitsByCopying}: with {@code byCost} it
   * is fitted anew after an eighth of the share of labels, and at once.
   */
  SolveOptions ofCopies() {
    return byCost
        ? new SolveOptions(1, maxUpdates, growth / COPY_SHARE, 0, healthUpdates, false)
        : this;
  }

  /**
   * Returns how many entries lie between a trigger and its effect: a quarter of the labelled
   * samples at the trigger, within {@code delayEntries} and 16 times as many. Who reads a long
   * ledger reads it fast, and then a solve must have more entries to finish in.
   */
  long delay(long samples) {
    return Math.clamp(samples / DELAY_SHARE, delayEntries, DELAY_GROWTH * delayEntries);
  }

  /**
   * Returns how many updates lie between a solve of so many labelled samples and the next. Like the
   * delay a function of what is known, not of how it came to be known: what was forgotten leaves no
   * trace in it.
   */
  long interval(long samples) {
    return Math.clamp((long) (samples * growth), minUpdates, maxUpdates);
  }

  /**
   * Returns whether a solve says how the model is: a multiple of {@code healthUpdates} lies between
   * it and the one in effect before. A function of the two places, so that a restart finds it
   * again.
   */
  boolean tellsHealth(long updatesBefore, long updates) {
    return healthUpdates > 0 && updates / healthUpdates > updatesBefore / healthUpdates;
  }
}
