package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Scores classes by the keys that a query hits. Immutable. */
final class KeyValueScorer implements Scorer {
  private final Space space;
  private final Codebook codebook;
  private final List<KeyCounts> classes;
  private final List<String> labels;

  private KeyValueScorer(Space space, Codebook codebook, List<KeyCounts> classes) {
    this.space = space;
    this.codebook = codebook;
    this.classes = List.copyOf(classes);
    this.labels = classes.stream().map(KeyCounts::label).toList();
  }

  static KeyValueScorer of(Space space, Codebook codebook, Exemplars exemplars) {
    List<KeyCounts> classes =
        exemplars.labels().stream().map(label -> KeyCounts.of(label, codebook, exemplars)).toList();
    return new KeyValueScorer(space, codebook, classes);
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
    var known = new TreeMap<String, KeyCounts>(LabelOrder.ASCENDING);
    classes.forEach(each -> known.put(each.label(), each));
    List<KeyCounts> placed = new ArrayList<>();
    for (String label : now.exemplars().labels()) {
      KeyCounts before = known.get(label);
      boolean again = before == null || changed.contains(label);
      placed.add(again ? KeyCounts.of(label, codebook, now.exemplars()) : before);
    }
    return new KeyValueScorer(space, codebook, placed);
  }
}
