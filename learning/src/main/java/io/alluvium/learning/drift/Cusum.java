package io.alluvium.learning.drift;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * Two-sided cumulative sum of how far numbers are from what they should be: finds lasting changes
 * of the mean that are too small for a window.
 *
 * <p>{@code up = max(0, up + x - target - slack)}, {@code down} likewise; an alarm where one
 * exceeds the limit, after which both begin anew. Mutable, for one thread.
 *
 * <p>Source: Page, "Continuous inspection schemes", Biometrika 1954.
 */
public final class Cusum {
  private final double target;
  private final double slack;
  private final double limit;
  private double up;
  private double down;
  private long run;

  /**
   * Starts at 0.
   *
   * @param target mean of the numbers while nothing has changed
   * @param slack change of the mean that is let pass, at least 0
   * @param limit above 0
   */
  public Cusum(double target, double slack, double limit) {
    if (!(slack >= 0 && limit > 0)) {
      throw new IllegalArgumentException(
          "slack is " + slack + " and limit " + limit + ", expected at least 0 and above 0");
    }
    this.target = target;
    this.slack = slack;
    this.limit = limit;
  }

  /**
   * Returns a detector over p-values, which are uniform in [0, 1] while nothing has changed: slack
   * 0.02 and three standard errors of the mean of the calibration samples they rest on, limit 25.
   *
   * @param calibrationSamples at least 1
   */
  public static Cusum ofPValues(int calibrationSamples) {
    return new Cusum(0.5, slack(1 / (12.0 * calibrationSamples)), 25);
  }

  /**
   * Returns the slack over p-values whose mean is known with an error.
   *
   * @param variance of that error
   */
  static double slack(double variance) {
    return 0.02 + 3 * Math.sqrt(variance);
  }

  /** Adds a number; returns whether it raises an alarm. */
  public boolean add(double value) {
    return add(value, slack);
  }

  /** Adds a number where another change of the mean is let pass. */
  boolean add(double value, double slack) {
    up = Math.max(0, up + value - target - slack);
    down = Math.max(0, down + target - value - slack);
    run = up == 0 && down == 0 ? 0 : run + 1;
    if (Math.max(up, down) <= limit) {
      return false;
    }
    reset();
    return true;
  }

  /** Returns the greater of both sums, in [0, limit]. */
  public double statistic() {
    return Math.max(up, down);
  }

  /** Returns how many numbers ago both sums were 0. */
  public long run() {
    return run;
  }

  /** Writes both sums. */
  void save(StateWriter state) {
    state.put(up).put(down).put(run);
  }

  /** Goes on where it was written. */
  Cusum load(StateReader state) {
    up = state.nextDouble();
    down = state.nextDouble();
    run = state.nextLong(Long.MAX_VALUE);
    return this;
  }

  /** Begins anew. */
  public void reset() {
    up = 0;
    down = 0;
    run = 0;
  }
}
