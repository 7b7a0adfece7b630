package io.alluvium.learning;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A fitted head: ranks the classes it knows for a query. Immutable; safe for any thread.
 *
 * <p>An implementation says which labels it knows, how it scores them and how it takes in classes
 * that changed; the rest follows.
 */
public interface Scorer {
  /** Returns the labels it knows, in the order of {@link LabelOrder}. */
  List<String> labels();

  /**
   * Returns the scores of all classes.
   *
   * @param query int16[dim] of the space the scorer was fitted in
   * @return log-odds up to what all classes share, float64[classes], finite, in the order of labels
   * @throws IllegalArgumentException if the dimension differs
   */
  double[] scores(Embedding query);

  /**
   * Returns the most probable classes.
   *
   * @param query int16[dim] of the space the scorer was fitted in
   * @param topK largest number of candidates returned, at least 1
   * @throws IllegalArgumentException if the dimension differs or {@code topK} is below 1
   */
  default Decision decide(Embedding query, int topK) {
    return Ranking.decide(labels(), scores(query), topK);
  }

  /**
   * Returns what the scores of the best classes are made of.
   *
   * @param query int16[dim] of the space the scorer was fitted in
   * @param count largest number of classes returned, at least 1
   * @return best first, in the order of the candidates of {@link #decide}
   * @throws IllegalArgumentException if the dimension differs or {@code count} is below 1
   */
  default List<ScoreParts> explain(Embedding query, int count) {
    double[] scores = scores(query);
    return Arrays.stream(Ranking.best(scores, count))
        .mapToObj(c -> new ScoreParts(labels().get(c), scores[c], 0, 0))
        .toList();
  }

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

  /**
   * Returns how many queries it wants to see at once; 1 where an answer depends on its query alone.
   */
  default int window() {
    return 1;
  }

  /**
   * Returns the most probable classes for queries that come together, up to {@link #window} of
   * them.
   *
   * @throws IllegalArgumentException as {@link #decide(Embedding, int)} throws it
   */
  default List<Decision> decide(List<Embedding> queries, int topK) {
    return queries.stream().map(query -> decide(query, topK)).toList();
  }

  /**
   * Returns the scorer of one of several heads that were fitted together; itself where there is
   * only one.
   *
   * @throws IllegalArgumentException if there are several and none of that name
   */
  default Scorer member(String head) {
    return this;
  }

  /** Returns where the classes lay at the last fit, if that was asked for. */
  default Optional<ClassGeometry> geometry() {
    return Optional.empty();
  }

  /** Returns the coordinates in which samples of one class scatter alike, if the fit found them. */
  default Optional<Whitening> whitening() {
    return Optional.empty();
  }

  /** Returns what the fit has to say of itself, as numbers by name; empty for most. */
  default Map<String, Long> remarks() {
    return Map.of();
  }
}
