package io.alluvium.learning;

import io.alluvium.learning.internal.ProximityGraph;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Samples with a graph in which those closest to a query are found. Immutable. */
final class NeighbourGraph {
  private final Closeness closeness;
  private final List<Exemplar> samples;
  private final Embedding[] embeddings;
  private final double[] norms;
  private final ProximityGraph graph;

  private NeighbourGraph(Closeness closeness, List<Exemplar> samples) {
    this.closeness = closeness;
    this.samples = List.copyOf(samples);
    this.embeddings = samples.stream().map(Exemplar::embedding).toArray(Embedding[]::new);
    this.norms = Arrays.stream(embeddings).mapToDouble(Embedding::norm).toArray();
    int[] scratch = new int[1];
    this.graph =
        ProximityGraph.of(
            norms.length,
            (node, other) -> closeness(embeddings[node], norms[node], other, scratch));
  }

  /** Links samples, which are at least one, in the order given. */
  static NeighbourGraph of(Closeness closeness, List<Exemplar> samples) {
    return new NeighbourGraph(closeness, samples);
  }

  /** Returns whether it is what would be made of these samples. */
  boolean isOf(List<Exemplar> others) {
    return samples.equals(others);
  }

  /**
   * Returns most of the samples closest to a query, in the order given.
   *
   * @param norm of the query
   * @param count greatest number of samples
   */
  int[] nearest(Embedding query, double norm, int count, IntPredicate accepted) {
    int[] scratch = new int[1];
    return graph.nearest(count, node -> closeness(query, norm, node, scratch), accepted);
  }

  /** Returns exactly how close a sample is. */
  double closeness(Embedding query, double norm, int sample, int[] scratch) {
    return closeness.between(query, norm, embeddings[sample], norms[sample], scratch);
  }

  /** Returns about how many bytes it takes beyond the samples. */
  long bytes() {
    return graph.bytes() + (long) norms.length * (Double.BYTES + 2 * Integer.BYTES);
  }
}
