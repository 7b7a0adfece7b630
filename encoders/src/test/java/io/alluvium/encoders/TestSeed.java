package io.alluvium.encoders;

import java.util.Random;

/** The seed of random tests: given by {@code -Dtest.seed}, drawn anew where that is no number. */
public final class TestSeed {
  /** The seed of this run, to be named by the assertions that depend on it. */
  public static final long SEED = Long.getLong("test.seed", System.nanoTime());

  private TestSeed() {}

  /** Returns a generator that repeats with the seed. */
  public static Random random() {
    return new Random(SEED);
  }
}
