package io.alluvium.app.crash;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

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
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(tick.toNanos());
    }
    return true;
  }
}
