package io.alluvium.learning;

/**
 * Everything that a head is fitted from.
 *
 * <p>All of it is a function of the set of labelled samples, whatever the order in which they came:
 * what is taken away leaves no trace. Mutable, for one thread.
 *
 * @param statistics exact sums of the space: read only for heads
 * @param derived what is demanded beyond them: read only for heads
 */
public record Evidence(SufficientStatistics statistics, Derived derived) {

  /** Returns the evidence of no samples, with what is demanded. */
  public static Evidence empty(Space space, Demands demands) {
    return new Evidence(new SufficientStatistics(space), Derived.empty(demands));
  }

  /** Returns evidence of the given sums and nothing else. */
  public static Evidence of(SufficientStatistics statistics) {
    return new Evidence(statistics, Derived.empty(Demands.NONE));
  }

  /**
   * Returns the sums of features of a derived space: read only.
   *
   * @throws IllegalStateException if nobody demanded them
   */
  public FeatureSums features(Space space) {
    return derived.features(space);
  }

  /**
   * Returns the labelled samples: read only.
   *
   * @throws IllegalStateException if nobody demanded them
   */
  public Exemplars exemplars() {
    return derived.exemplars();
  }

  /**
   * Applies a change of a label.
   *
   * @throws IllegalStateException if the class it leaves has no sample
   */
  public void apply(LabelChange change) {
    statistics.apply(change);
    derived.apply(change);
  }

  /** Moves all samples of a class into another, which is created if there is none. */
  void moveAll(String from, String to) {
    statistics.moveAll(from, to);
    derived.moveAll(from, to);
  }

  /** Returns an independent copy. */
  public Evidence copy() {
    return new Evidence(statistics.copy(), derived.copy());
  }
}
