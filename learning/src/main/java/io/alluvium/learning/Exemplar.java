package io.alluvium.learning;

import java.util.Comparator;

/**
 * A labelled sample.
 *
 * @param id id of the sample
 * @param embedding the sample as it was learnt
 * @param arrival where the sample came, as in {@link LabelChange}
 * @param weight as how many samples its label counts, 1 to {@link Assignment#MAX_WEIGHT}
 */
public record Exemplar(String id, Embedding embedding, long arrival, int weight) {
  /** In the order in which the samples came, which does not depend on when they were labelled. */
  static final Comparator<Exemplar> BY_ARRIVAL =
      Comparator.comparingLong(Exemplar::arrival).thenComparing(Exemplar::id);
}
