package io.alluvium.learning.coverage;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.function.DoubleSupplier;

/**
 * The limit below which a score of the true class lies as often as promised, tracked one label at a
 * time: {@code q <- q + rate (missed - miscoverage)}.
 *
 * <p>Over any {@code T} labels the share of misses is within {@code (q_end - q_start) / (rate T)}
 * of what was promised, whatever the stream: with scores in [0, 1] and the default rate within
 * about 0.01 over 2,000, as long as the true class is among those that sets may have ({@link
 * CoverageLimit}). A label that comes late is counted against the limit that was served. Mutable,
 * for one thread.
 *
 * <p>Source: Angelopoulos, Candès and Tibshirani, "Conformal PID control for time series
 * prediction", NeurIPS 2023, section 2.1.
 */
public final class QuantileTracker implements CoverageLimit {
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

  /** Starts at the promise, with the rate that is kept to where nobody chooses. */
  public static QuantileTracker of(double miscoverage) {
    return new QuantileTracker(miscoverage, RATE, 1 - miscoverage);
  }

  @Override
  public double limit() {
    return limit;
  }

  /** Only whether it was missed counts. */
  @Override
  public void add(DoubleSupplier score, boolean missed) {
    if (!(missed && limit >= GREATEST)) {
      limit += rate * ((missed ? 1 : 0) - miscoverage);
    }
  }

  @Override
  public void resume(double limit) {
    this.limit = limit;
  }

  /** The limit says all. */
  @Override
  public void save(StateWriter state) {}

  @Override
  public void load(StateReader state) {
    AdaptiveQuantile.of(miscoverage).load(state);
  }
}
