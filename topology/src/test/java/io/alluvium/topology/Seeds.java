package io.alluvium.topology;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Randomness of tests: prints its seed, and repeats it with {@code -Dtest.seed=...}. */
public final class Seeds {
  private Seeds() {}

  /** Returns a generator with a new seed, or with that of the system property. */
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
