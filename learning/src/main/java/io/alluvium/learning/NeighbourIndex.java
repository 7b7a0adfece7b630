package io.alluvium.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The indexed part of a bank of labelled samples: runs of samples, each with a graph, and the
 * classes whose samples count no longer because they are looked at elsewhere. Immutable.
 */
final class NeighbourIndex {
  /** Nothing. */
  static final NeighbourIndex NONE = new NeighbourIndex(List.of(), Set.of());

  /** A graph finds the first few surely only if it looks for more. */
  private static final int CANDIDATES = 64;

  /**
   * A sample that may be among the nearest.
   *
   * @param closeness exactly
   */
  record Hit(String label, double closeness) {
    private static final Comparator<Hit> BY_LABEL =
        Comparator.comparing(Hit::label, LabelOrder.ASCENDING);
  }

  private record Run(NeighbourGraph graph, List<String> labels) {}

  private final List<Run> runs;
  private final Set<String> superseded;

  private NeighbourIndex(List<Run> runs, Set<String> superseded) {
    this.runs = runs;
    this.superseded = superseded;
  }

  /** Indexes runs of samples. */
  static NeighbourIndex of(
      List<List<LabelledExemplar>> runs, Closeness closeness, GraphCache cache) {
    return new NeighbourIndex(
        runs.stream().map(run -> run(run, closeness, cache)).toList(), Set.of());
  }

  private static Run run(List<LabelledExemplar> run, Closeness closeness, GraphCache cache) {
    List<Exemplar> samples = run.stream().map(LabelledExemplar::exemplar).toList();
    return new Run(
        cache.of(closeness, samples), run.stream().map(LabelledExemplar::label).toList());
  }

  /** Returns the same without the samples of some more classes. */
  NeighbourIndex without(Set<String> labels) {
    if (runs.isEmpty()) {
      return this;
    }
    Set<String> all = new HashSet<>(superseded);
    all.addAll(labels);
    return new NeighbourIndex(runs, all);
  }

  /**
   * Returns samples of which most of the nearest are some, in the order of their labels.
   *
   * @param norm of the query
   * @param wanted how many of the nearest are wanted
   */
  List<Hit> nearest(Embedding query, double norm, int wanted) {
    List<Hit> hits = new ArrayList<>();
    int[] scratch = new int[1];
    int count = Math.max(CANDIDATES, Math.clamp(2L * wanted, 1, Integer.MAX_VALUE));
    for (Run run : runs) {
      for (int node : run.graph.nearest(query, norm, count, node -> isHere(run, node))) {
        double closeness = run.graph.closeness(query, norm, node, scratch);
        hits.add(new Hit(run.labels.get(node), closeness));
      }
    }
    hits.sort(Hit.BY_LABEL);
    return hits;
  }

  private boolean isHere(Run run, int node) {
    return superseded.isEmpty() || !superseded.contains(run.labels.get(node));
  }

  /** Returns about how many bytes it takes beyond the samples. */
  long bytes() {
    return runs.stream().mapToLong(run -> run.graph.bytes()).sum();
  }
}
