package io.alluvium.learning;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Graphs that somebody still looks for neighbours in, so that a fit need not build them again. What
 * it returns is the same with it and without; it keeps nothing alive, so that samples that were
 * forgotten go with the last scorer that had them. Safe for any thread.
 */
final class GraphCache {
  private final List<WeakReference<NeighbourGraph>> known = new ArrayList<>();

  /** Returns the graph of samples, in this order, all of the space of the closeness. */
  NeighbourGraph of(Closeness closeness, List<Exemplar> samples) {
    return known(samples).orElseGet(() -> remembered(NeighbourGraph.of(closeness, samples)));
  }

  private synchronized Optional<NeighbourGraph> known(List<Exemplar> samples) {
    known.removeIf(graph -> graph.get() == null);
    return known.stream()
        .map(WeakReference::get)
        .filter(Objects::nonNull)
        .filter(graph -> graph.isOf(samples))
        .findFirst();
  }

  private synchronized NeighbourGraph remembered(NeighbourGraph graph) {
    known.add(new WeakReference<>(graph));
    return graph;
  }
}
