package io.alluvium.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Measures how often something can be done in a second. */
final class Pace {
  private Pace() {}

  /**
   * Returns units a second.
   *
   * @param reading least time to measure for
   * @param work does some of it and returns how many units it did, at least 1
   */
  static double of(Duration reading, LongSupplier work) {
    long start = System.nanoTime();
    long end = start + reading.toNanos();
    long units = 0;
    long now = start;
    while (now < end || units == 0) {
      units += work.getAsLong();
      now = System.nanoTime();
    }
    return units * (double) TimeUnit.SECONDS.toNanos(1) / (now - start);
  }
}
