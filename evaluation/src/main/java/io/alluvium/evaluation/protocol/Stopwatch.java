package io.alluvium.evaluation.protocol;

import java.util.function.LongSupplier;

/** Adds up the time between starts and stops. For one thread. */
final class Stopwatch {
  private final LongSupplier nanoClock;
  private long started;
  private long total;

  Stopwatch(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  void start() {
    started = nanoClock.getAsLong();
  }

  void stop() {
    total += nanoClock.getAsLong() - started;
  }

  long totalNanos() {
    return total;
  }
}
