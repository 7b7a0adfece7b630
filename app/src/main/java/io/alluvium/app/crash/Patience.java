package io.alluvium.app.crash;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for conditions, with a bound. */
final class Patience {
  private static final Duration TICK = Duration.ofMillis(10);

  private Patience() {}

  /** Returns true as soon as the condition holds, false if it does not within the limit. */
  static boolean await(Duration limit, BooleanSupplier condition) {
    return await(limit, TICK, condition);
  }

  /** Returns the same, asking so often. */
  static boolean await(Duration limit, Duration tick, BooleanSupplier condition) {
    return awaitWhileMoving(limit, tick, () -> 0, condition);
  }

  /**
   * Returns true as soon as the condition holds, false if the progress has not changed for the
   * limit.
   */
  static boolean awaitWhileMoving(
      Duration limit, Duration tick, LongSupplier progress, BooleanSupplier condition) {
    long last = progress.getAsLong();
    long moved = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long now = progress.getAsLong();
      if (now != last) {
        last = now;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > limit.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(tick.toNanos());
    }
    return true;
  }
}
