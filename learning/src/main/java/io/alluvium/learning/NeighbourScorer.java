package io.alluvium.learning;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Votes of the nearest labelled samples. Immutable. */
final class NeighbourScorer implements Scorer {
  private static final double INVERSE_TEMPERATURE = 16;

  /** What closeness adds to a vote: it decides between classes of as many votes. */
  private static final double CLOSENESS = 1e-3;

  private final Space space;
  private final Closeness closeness;
  private final HeadOptions options;
  private final List<String> labels;
  private final List<Neighbourhood> groups;
  private final NeighbourIndex index;

  private NeighbourScorer(
      Space space, HeadOptions options, List<Neighbourhood> groups, NeighbourIndex index) {
    this.space = space;
    this.closeness = new Closeness(space);
    this.options = options;
    this.groups = groups;
    this.labels = groups.stream().map(Neighbourhood::label).toList();
    this.index = index;
  }

  /** Looks at every sample. */
  static NeighbourScorer of(Space space, HeadOptions options, Exemplars exemplars) {
    return new NeighbourScorer(
        space,
        options,
        ClassParts.of(exemplars, label -> Neighbourhood.of(label, exemplars)),
        NeighbourIndex.NONE);
  }

  /** Looks at the samples of no run, and elsewhere for the nearest in the graphs of the runs. */
  static NeighbourScorer of(
      Space space, HeadOptions options, Exemplars exemplars, ArrivalRuns cut, GraphCache cache) {
    Map<String, List<Exemplar>> rest =
        cut.rest().stream()
            .collect(
                Collectors.groupingBy(
                    LabelledExemplar::label,
                    Collectors.mapping(LabelledExemplar::exemplar, Collectors.toList())));
    return new NeighbourScorer(
        space,
        options,
        ClassParts.of(
            exemplars,
            label ->
                Neighbourhood.of(
                    label, exemplars.of(label).size(), rest.getOrDefault(label, List.of()))),
        NeighbourIndex.of(cut.runs(), new Closeness(space), cache));
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public double[] scores(Embedding query) {
    Kernels.checkDim(query, space.dim(), "the scorer has");
    return votes(nearest(query, query.norm()));
  }

  /** Of equally close samples, those of the class whose label comes first. */
  private Nearest nearest(Embedding query, double norm) {
    Nearest nearest = new Nearest(options.neighbours());
    List<NeighbourIndex.Hit> hits = index.nearest(query, norm, options.neighbours());
    int[] scratch = new int[1];
    int next = 0;
    for (int g = 0; g < groups.size(); g++) {
      Neighbourhood group = groups.get(g);
      for (int i = 0; i < group.scanned(); i++) {
        nearest.offer(closeness.between(query, norm, group.sample(i), group.norm(i), scratch), g);
      }
      for (; next < hits.size() && hits.get(next).label().equals(group.label()); next++) {
        nearest.offer(hits.get(next).closeness(), g);
      }
    }
    return nearest;
  }

  /** Shares of all votes, as log-odds at temperature 1/16. */
  private double[] votes(Nearest nearest) {
    double[] scores = new double[groups.size()];
    double[] total = new double[1];
    nearest.forEach((near, group) -> total[0] += weight(near, nearest.closest(), group));
    nearest.forEach((near, group) ->
        scores[group] +=
            INVERSE_TEMPERATURE
                * weight(near, nearest.closest(), group)
                / total[0]
                * (1 + CLOSENESS * near));
    return scores;
  }

  private double weight(double near, double nearest, int group) {
    double vote =
        switch (options.votes()) {
          case UNIFORM -> 1;
          case DISTANCE -> StrictMath.exp(INVERSE_TEMPERATURE * (near - nearest));
        };
    return options.balanced() ? vote / groups.get(group).size() : vote;
  }

  /** Returns about how many bytes the index takes beyond the samples; 0 if there is none. */
  long indexBytes() {
    return index.bytes();
  }

  @Override
  public NeighbourScorer refreshed(Evidence now, Set<String> changed) {
    List<Neighbourhood> refreshed =
        ClassParts.refreshed(
            groups,
            Neighbourhood::label,
            now.exemplars(),
            changed,
            label -> Neighbourhood.of(label, now.exemplars()));
    Set<String> gone = new HashSet<>(labels);
    refreshed.forEach(group -> gone.remove(group.label()));
    gone.addAll(changed);
    return new NeighbourScorer(space, options, refreshed, index.without(gone));
  }
}
