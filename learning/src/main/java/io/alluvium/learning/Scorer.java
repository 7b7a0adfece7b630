package io.alluvium.learning;

import java.util.List;
import java.util.Set;

/** A fitted head: ranks the classes it knows for a query. Immutable; safe for any thread. */
public interface Scorer {
  /** Returns the labels it knows, in the order of {@link LabelOrder}. */
  List<String> labels();

  /**
   * Returns the most probable classes.
   *
   * @param query int16[dim] of the space the scorer was fitted in
   * @param topK largest number of candidates returned, at least 1
   * @throws IllegalArgumentException if the dimension differs or {@code topK} is below 1
   */
  Decision decide(Embedding query, int topK);

  /**
   * Returns what the scores of the best classes are made of.
   *
   * @param query int16[dim] of the space the scorer was fitted in
   * @param count largest number of classes returned, at least 1
   * @return best first, in the order of the candidates of {@link #decide}
   * @throws IllegalArgumentException if the dimension differs or {@code count} is below 1
   */
  List<ScoreParts> explain(Embedding query, int count);

  /**
   * Returns a scorer in which the named classes are computed again from newer sums while the metric
   * stays that of the last fit. Classes without samples are gone and classes not known before are
   * there, named or not. Costs O(dim^2) for each class computed and a copy of the others' rows.
   *
   * @param now the newer evidence
   * @param changed labels to compute again; labels without samples are allowed
   * @throws IllegalArgumentException if the space differs
   */
  Scorer refreshed(Evidence now, Set<String> changed);
}
