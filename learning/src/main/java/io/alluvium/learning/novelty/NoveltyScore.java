package io.alluvium.learning.novelty;

/** Measures how little a sample looks like what was learnt. Immutable; safe for any thread. */
public interface NoveltyScore {
  /** Returns the name, as in {@code relative-mahalanobis}. */
  String name();

  /**
   * Returns the score, higher where the sample is more novel.
   *
   * @param point float64[dim] in the units of embeddings
   */
  double score(double[] point);
}
