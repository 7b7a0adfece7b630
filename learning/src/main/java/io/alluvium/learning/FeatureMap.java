package io.alluvium.learning;

/**
 * A fixed map from the embeddings of one space to embeddings of a space derived from it, in integer
 * arithmetic throughout: equal embeddings give equal features, bit for bit, on any CPU.
 *
 * <p>What was learnt of features is a sum like any other (I3, I4 hold for it), and the id of the
 * derived space is a function of the space it comes from and of all constants of the map, so that
 * sums of different maps never meet (I5). Immutable; safe for any thread.
 */
public interface FeatureMap {
  /** Returns the space that the features are of. */
  Space space();

  /**
   * Returns the features of an embedding.
   *
   * @param embedding int16[dim] of the space that the map was made for
   * @return int16[dim of {@link #space()}], within its norm
   * @throws IllegalArgumentException if the dimension differs
   */
  Embedding map(Embedding embedding);
}
