package io.alluvium.learning;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the labelled samples that are nearest to a query: by looking at all of them or, where there
 * are graphs, at those that are in none and at what the graphs find. Immutable.
 */
final class NeighbourSearch {
  private final Space space;
  private final Closeness closeness;
  private final List<Neighbourhood> classes;
  private final NeighbourIndex index;

  private NeighbourSearch(
      Space space, Closeness closeness, List<Neighbourhood> classes, NeighbourIndex index) {
    this.space = space;
    this.closeness = closeness;
    this.classes = classes;
    this.index = index;
  }

  /**
   * Looks at every sample while they are few, and from there on for most of them in graphs.
   *
   * @param closeness by which samples are near
   * @param indexMin samples from which on there are graphs, at least 0; 0 is never
   * @param lengths how many samples a graph has
   * @param cache graphs that were built before
   */
  static NeighbourSearch of(
      Space space,
      Closeness closeness,
      Exemplars exemplars,
      int indexMin,
      ArrivalRuns.Lengths lengths,
      GraphCache cache) {
    return looksAtAll(exemplars, indexMin)
        ? of(space, closeness, exemplars)
        : of(space, closeness, exemplars, ArrivalRuns.of(exemplars, lengths), cache);
  }

  /** Returns whether so few samples are all looked at. */
  static boolean looksAtAll(Exemplars exemplars, int indexMin) {
    return indexMin == 0 || exemplars.size() < indexMin;
  }

  /** Looks at every sample. */
  static NeighbourSearch of(Space space, Closeness closeness, Exemplars exemplars) {
    return new NeighbourSearch(
        space,
        closeness,
        ClassParts.of(exemplars, label -> Neighbourhood.of(label, exemplars)),
        NeighbourIndex.NONE);
  }

  /** Looks at the samples of no run, and elsewhere for the nearest in the graphs of the runs. */
  private static NeighbourSearch of(
      Space space, Closeness closeness, Exemplars exemplars, ArrivalRuns cut, GraphCache cache) {
    Map<String, List<Exemplar>> rest =
        cut.rest().stream()
            .collect(
                Collectors.groupingBy(
                    LabelledExemplar::label,
                    Collectors.mapping(LabelledExemplar::exemplar, Collectors.toList())));
    return new NeighbourSearch(
        space,
        closeness,
        ClassParts.of(
            exemplars,
            label ->
                Neighbourhood.of(
                    label, exemplars.of(label).size(), rest.getOrDefault(label, List.of()))),
        NeighbourIndex.of(cut.runs(), closeness, cache));
  }

  /** Returns the classes that have samples, in the order of their labels. */
  List<Neighbourhood> classes() {
    return classes;
  }

  /**
   * Returns the nearest, each with the number of its class. Of equally close samples, those of the
   * class whose label comes first.
   *
   * @param most how many, at least 1
   * @throws IllegalArgumentException if the dimension differs
   */
  Nearest nearest(Embedding query, int most) {
    Kernels.checkDim(query, space.dim(), "labelled samples have");
    double norm = query.norm();
    Nearest nearest = new Nearest(most);
    List<NeighbourIndex.Hit> hits = index.nearest(query, norm, most);
    int[] scratch = new int[1];
    int next = 0;
    for (int c = 0; c < classes.size(); c++) {
      Neighbourhood of = classes.get(c);
      for (int i = 0; i < of.scanned(); i++) {
        nearest.offer(closeness.between(query, norm, of.sample(i), of.norm(i), scratch), c);
      }
      for (; next < hits.size() && hits.get(next).label().equals(of.label()); next++) {
        nearest.offer(hits.get(next).closeness(), c);
      }
    }
    return nearest;
  }

  /** Returns the same with the samples that some classes have now. */
  NeighbourSearch refreshed(Exemplars now, Set<String> changed) {
    List<Neighbourhood> refreshed =
        ClassParts.refreshed(
            classes, Neighbourhood::label, now, changed, label -> Neighbourhood.of(label, now));
    Set<String> gone = new HashSet<>();
    classes.forEach(each -> gone.add(each.label()));
    refreshed.forEach(each -> gone.remove(each.label()));
    gone.addAll(changed);
    return new NeighbourSearch(space, closeness, refreshed, index.without(gone));
  }

  /** Returns about how many bytes the index takes beyond the samples; 0 if there is none. */
  long indexBytes() {
    return index.bytes();
  }
}
