package io.alluvium.learning;

/**
 * A sequence of numbers that a seed decides, the same on every platform and in every version:
 * constants that are too many to be written down.
 *
 * <p>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
 * figure 19 (SplitMix64); normal numbers by the polar method of Marsaglia and Bray, SIAM Review
 * 1964. Mutable, for one thread.
 */
public final class SeededNumbers {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1.0p-53;

  private long state;

  /** Starts the sequence of a seed. */
  public SeededNumbers(long seed) {
    this.state = seed;
  }

  private long next() {
    state += GAMMA;
    long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** Returns a number in [0, 1), uniform. */
  public double uniform() {
    return (next() >>> 11) * UNIT;
  }

  /** Returns an integer in [0, bound), uniform but for one part in 2^50 or less. */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Returns a normal number of mean 0 and variance 1. */
  public double normal() {
    while (true) {
      double x = 2 * uniform() - 1;
      double y = 2 * uniform() - 1;
      double squares = x * x + y * y;
      if (squares > 0 && squares < 1) {
        return x * Math.sqrt(-2 * StrictMath.log(squares) / squares);
      }
    }
  }
}
