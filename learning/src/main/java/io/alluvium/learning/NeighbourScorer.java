package io.alluvium.learning;

import java.util.List;
import java.util.Set;

/** Votes of the nearest labelled samples. Immutable. */
final class NeighbourScorer implements Scorer {
  private static final double INVERSE_TEMPERATURE = 16;

  /** What closeness adds to a vote: it decides between classes of as many votes. */
  private static final double CLOSENESS = 1e-3;

  private final HeadOptions options;
  private final NeighbourSearch search;
  private final List<String> labels;

  NeighbourScorer(HeadOptions options, NeighbourSearch search) {
    this.options = options;
    this.search = search;
    this.labels = search.classes().stream().map(Neighbourhood::label).toList();
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  /** Shares of all votes, as log-odds at temperature 1/16. */
  @Override
  public double[] scores(Embedding query) {
    Nearest nearest = search.nearest(query, options.neighbours());
    double[] scores = new double[labels.size()];
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
    return options.balanced() ? vote / search.classes().get(group).size() : vote;
  }

  /** Returns about how many bytes the index takes beyond the samples; 0 if there is none. */
  long indexBytes() {
    return search.indexBytes();
  }

  @Override
  public NeighbourScorer refreshed(Evidence now, Set<String> changed) {
    return new NeighbourScorer(options, search.refreshed(now.exemplars(), changed));
  }
}
