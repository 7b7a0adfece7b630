package io.alluvium.learning.coverage;

/**
 * The limit below which a score of the true class lies as often as promised, tracked one label at a
 * time: {@code q <- q + rate (missed - miscoverage)}.
 *
 * <p>Over any {@code T} labels the share of misses is within {@code (q_end - q_start) / (rate T)}
 * of what was promised, whatever the stream: with scores in [0, 1] and the default rate within
 * about 0.01 over 2,000. A label that comes late is counted against the limit that was served.
 * Mutable, for one thread.
 *
 * <p>Source: Angelopoulos, Candès and Tibshirani, "Conformal PID control for time series
 * prediction", NeurIPS 2023, section 2.1.
 */
public final class QuantileTracker {
  /** Rate that keeps windows of 2,000 labels within about 0.01. */
  public static final double RATE = 0.05;

  private final double miscoverage;
  private final double rate;
  private double limit;

  /**
   * Starts at a limit.
   *
   * @param miscoverage share of true classes that may be missed, in (0, 1)
   * @param rate above 0
   * @param start the first limit
   */
  public QuantileTracker(double miscoverage, double rate, double start) {
    if (!(miscoverage > 0 && miscoverage < 1 && rate > 0)) {
      throw new IllegalArgumentException(
          "miscoverage is "
              + miscoverage
              + " and rate "
              + rate
              + ", expected above 0 and below 1, and above 0");
    }
    this.miscoverage = miscoverage;
    this.rate = rate;
    this.limit = start;
  }

  /** Returns the limit: classes with a score up to it are in the set. */
  public double limit() {
    return limit;
  }

  /**
   * Takes up a label.
   *
   * @param score of the true class
   * @param served the limit when the set was made
   */
  public void add(double score, double served) {
    add(score > served);
  }

  /** Takes up a label, given whether the set that was served missed it. */
  public void add(boolean missed) {
    limit += rate * ((missed ? 1 : 0) - miscoverage);
  }
}
