package io.alluvium.evaluation.compare;

/**
 * McNemar's test of whether two classifiers are right equally often, from the samples on which they
 * differ.
 *
 * <p>Sources: McNemar, "Note on the sampling error of the difference between correlated proportions
 * or percentages", Psychometrika 1947; Edwards, "Note on the correction for continuity", ibid.
 * 1948; Dietterich, "Approximate statistical tests for comparing supervised classification learning
 * algorithms", Neural Computation 1998.
 *
 * @param onlyFirst samples that only the first has right
 * @param onlySecond samples that only the second has right
 */
public record McNemar(long onlyFirst, long onlySecond) {
  /** Up to so many samples the binomial distribution is summed up. */
  static final long EXACT_UP_TO = 1000;

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if one is below 0
   */
  public McNemar {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "counts are " + onlyFirst + " and " + onlySecond + ", expected at least 0");
    }
  }

  /** Returns whether the p-value is exact: at most {@value #EXACT_UP_TO} samples differ. */
  public boolean isExact() {
    return onlyFirst + onlySecond <= EXACT_UP_TO;
  }

  /**
   * Returns the chance, if both are right equally often, of a difference at least as large: twice
   * the smaller tail of the binomial distribution, or from the normal distribution with Edwards's
   * correction where many samples differ; in [0, 1], 1 where none differs.
   */
  public double pValue() {
    long differing = onlyFirst + onlySecond;
    if (differing == 0) {
      return 1;
    }
    if (!isExact()) {
      double distance = Math.max(0, Math.abs((double) onlyFirst - onlySecond) - 1);
      return Normal.twoSided(distance / Math.sqrt((double) differing));
    }
    return Math.min(1, 2 * lowerTail(Math.min(onlyFirst, onlySecond), differing));
  }

  /** The share of all ways to toss so many coins that show at most so many heads. */
  private static double lowerTail(long heads, long coins) {
    double logOfTerm = -(double) coins * StrictMath.log(2);
    double tail = StrictMath.exp(logOfTerm);
    for (long k = 1; k <= heads; k++) {
      logOfTerm += StrictMath.log((double) (coins - k + 1)) - StrictMath.log((double) k);
      tail += StrictMath.exp(logOfTerm);
    }
    return tail;
  }
}
