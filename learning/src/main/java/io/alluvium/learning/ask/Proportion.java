package io.alluvium.learning.ask;

/**
 * A share that was counted, and between what the share lies that it is a sample of.
 *
 * <p>Source of the interval: Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 1927.
 *
 * @param hits how many were counted, from 0 to all
 * @param all of how many, at least 1
 */
public record Proportion(long hits, long all) {
  /** Of the normal distribution, for 95 %. */
  private static final double Z = 1.959963984540054;

  /** Checks the ranges. */
  public Proportion {
    if (all < 1 || hits < 0 || hits > all) {
      throw new IllegalArgumentException(
          "proportion is " + hits + " of " + all + ", expected 0 to all of at least 1");
    }
  }

  /** Returns the share, in [0, 1]. */
  public double share() {
    return (double) hits / all;
  }

  /** Returns the lower end of its interval of 95 %, in [0, 1]. */
  public double low() {
    return Math.max(0, centre() - reach());
  }

  /** Returns the upper end of its interval of 95 %, in [0, 1]. */
  public double high() {
    return Math.min(1, centre() + reach());
  }

  private double centre() {
    return (share() + Z * Z / (2 * all)) / (1 + Z * Z / all);
  }

  private double reach() {
    double variance = share() * (1 - share()) / all + Z * Z / (4.0 * all * all);
    return Z * StrictMath.sqrt(variance) / (1 + Z * Z / all);
  }
}
