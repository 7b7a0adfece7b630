package io.alluvium.learning.coverage;

import java.util.HashMap;
import java.util.Map;

/**
 * A {@link QuantileTracker} for each class, so that rare classes are covered as often as frequent
 * ones. A class without labels has the limit of all. Mutable, for one thread.
 */
public final class ClassSets {
  private final double miscoverage;
  private final double rate;
  private final QuantileTracker all;
  private final Map<String, QuantileTracker> classes = new HashMap<>();

  /** Starts without labels; arguments are those of {@link QuantileTracker}. */
  public ClassSets(double miscoverage, double rate, double start) {
    this.miscoverage = miscoverage;
    this.rate = rate;
    this.all = new QuantileTracker(miscoverage, rate, start);
  }

  /** Returns the limit of a class. */
  public double limit(String label) {
    QuantileTracker own = classes.get(label);
    return own == null ? all.limit() : own.limit();
  }

  /**
   * Takes up a label.
   *
   * @param score of the true class
   * @param served the limit of that class when the set was made
   */
  public void add(String label, double score, double served) {
    classes
        .computeIfAbsent(label, own -> new QuantileTracker(miscoverage, rate, all.limit()))
        .add(score, served);
    all.add(score, all.limit());
  }
}
