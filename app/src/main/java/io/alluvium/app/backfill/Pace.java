package io.alluvium.app.backfill;

import java.util.function.LongSupplier;

/**
 * So many a second and no more: what was not used is kept for at most a second. Not thread-safe.
 */
final class Pace {
  private final double perSecond;
  private final LongSupplier nanoClock;
  private double credit;
  private long lastNanos;

  /**
   * Begins without credit.
   *
   * @param perSecond above 0
   * @param nanoClock a monotonic clock
   */
  Pace(double perSecond, LongSupplier nanoClock) {
    this.perSecond = perSecond;
    this.nanoClock = nanoClock;
    this.lastNanos = nanoClock.getAsLong();
  }

  /** Returns how many are due now, and counts them as done. */
  int take() {
    long now = nanoClock.getAsLong();
    credit = Math.min(Math.max(1, perSecond), credit + perSecond * (now - lastNanos) / 1e9);
    lastNanos = now;
    int due = (int) credit;
    credit -= due;
    return due;
  }
}
