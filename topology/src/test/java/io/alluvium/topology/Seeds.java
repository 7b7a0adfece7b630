package io.alluvium.topology;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Randomness of tests: that of the build's {@code test.seed}, of another by {@code
 * -Dtest.seed=...}, or of a new one by {@code -Dtest.seed=random}; prints it.
 */
public final class Seeds {
  private Seeds() {}

  /** Returns a generator of the seed. */
  public static RandomGenerator random() {
    long seed = Long.getLong("test.seed", System.nanoTime());
    String caller =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .getCallerClass()
            .getSimpleName();
    System.out.println(caller + ": repeat with -Dtest.seed=" + seed);
    return new SplittableRandom(seed);
  }
}
