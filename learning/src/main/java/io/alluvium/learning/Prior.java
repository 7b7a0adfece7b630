package io.alluvium.learning;

/** What is assumed of how often classes occur, before a query is looked at. */
public enum Prior {
  /** Every class is as likely as any other. */
  NONE,
  /** A class is as likely as it was frequent: its score gains the logarithm of its count. */
  FREQUENCY;

  /** Returns what the score of a class with this count gains, up to what all classes share. */
  double logOdds(long count) {
    return switch (this) {
      case NONE -> 0;
      case FREQUENCY -> StrictMath.log((double) count);
    };
  }
}
