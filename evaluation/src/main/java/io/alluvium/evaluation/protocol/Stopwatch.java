package io.alluvium.evaluation.protocol;

import java.util.function.LongSupplier;

/** Adds up the time between starts and stops. For one thread. */
public final class Stopwatch {
  private final LongSupplier nanoClock;
  private long started;
  private long total;

  /** Begins at 0, stopped. */
  public Stopwatch(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Starts it. */
  public void start() {
    started = nanoClock.getAsLong();
  }

  /** Stops it, after a start. */
  public void stop() {
    total += nanoClock.getAsLong() - started;
  }

  /** Returns the time between all starts and their stops. */
  public long totalNanos() {
    return total;
  }
}
