package io.alluvium.learning;

import java.util.List;
import java.util.Set;

/** Scores classes by the keys that a query hits. Immutable. */
final class KeyValueScorer implements Scorer {
  private final Space space;
  private final Codebook codebook;
  private final List<KeyCounts> classes;
  private final List<String> labels;

  private KeyValueScorer(Space space, Codebook codebook, List<KeyCounts> classes) {
    this.space = space;
    this.codebook = codebook;
    this.classes = classes;
    this.labels = classes.stream().map(KeyCounts::label).toList();
  }

  static KeyValueScorer of(Space space, Codebook codebook, Exemplars exemplars) {
    return new KeyValueScorer(
        space,
        codebook,
        ClassParts.of(exemplars, label -> KeyCounts.of(label, codebook, exemplars)));
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public double[] scores(Embedding query) {
    Kernels.checkDim(query, space.dim(), "the scorer has");
    int[] hits = codebook.hits(query);
    return classes.stream().mapToDouble(each -> each.score(hits)).toArray();
  }

  @Override
  public KeyValueScorer refreshed(Evidence now, Set<String> changed) {
    return new KeyValueScorer(
        space,
        codebook,
        ClassParts.refreshed(
            classes,
            KeyCounts::label,
            now.exemplars(),
            changed,
            label -> KeyCounts.of(label, codebook, now.exemplars())));
  }
}
