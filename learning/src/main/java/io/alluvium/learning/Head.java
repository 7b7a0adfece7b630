package io.alluvium.learning;

/**
 * A classifier as a read-time view of sums: fits a {@link Scorer} to {@link SufficientStatistics}
 * and never writes anything back.
 *
 * <p>Pure: equal statistics give scorers whose decisions are equal bit for bit, on any CPU. Safe
 * for any thread.
 */
public interface Head {
  /** Returns the name, as {@link Heads#named} knows it. */
  String name();

  /**
   * Fits a scorer to the statistics, which are read and not kept.
   *
   * @param statistics of any number of classes; with none, the scorer knows no class
   */
  Scorer fit(SufficientStatistics statistics);
}
