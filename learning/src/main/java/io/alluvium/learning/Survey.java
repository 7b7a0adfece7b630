package io.alluvium.learning;

import java.util.Optional;

/**
 * Where the classes of a solve lie, and where all its samples do, taken as one class. Immutable;
 * safe for any thread.
 *
 * @param classes geometry of the classes
 * @param whole geometry of the same samples as one class
 */
public record Survey(ClassGeometry classes, ClassGeometry whole) {

  /** Returns the survey of sums; empty where they do not say how samples scatter. */
  static Optional<Survey> of(SufficientStatistics statistics, Shrinkage shrinkage) {
    return ClassGeometry.of(statistics, shrinkage)
        .flatMap(classes ->
            ClassGeometry.ofAll(statistics, shrinkage).map(whole -> new Survey(classes, whole)));
  }

  /**
   * Returns how little a sample looks like what was learnt: its squared distance to the nearest
   * class, less that to all samples taken as one class ({@link
   * io.alluvium.learning.novelty.RelativeMahalanobis}).
   *
   * @param placed the sample among the classes
   */
  public double novelty(Embedding sample, WhitenedPoint placed) {
    return placed.leastSquaredDistance() - whole.place(sample).leastSquaredDistance();
  }
}
