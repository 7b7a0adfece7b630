package io.alluvium.learning;

import java.util.List;
import java.util.Set;

/** Votes of the nearest labelled samples. Immutable. */
final class NeighbourScorer implements Scorer {
  private static final double INVERSE_TEMPERATURE = 16;

  /** What closeness adds to a vote: it decides between classes of as many votes. */
  private static final double CLOSENESS = 1e-3;

  private final Space space;
  private final boolean fitsInt;
  private final HeadOptions options;
  private final List<String> labels;
  private final List<Neighbourhood> groups;

  private NeighbourScorer(Space space, HeadOptions options, List<Neighbourhood> groups) {
    this.space = space;
    this.fitsInt = space.maxNorm() * space.maxNorm() <= Integer.MAX_VALUE;
    this.options = options;
    this.groups = groups;
    this.labels = groups.stream().map(Neighbourhood::label).toList();
  }

  static NeighbourScorer of(Space space, HeadOptions options, Exemplars exemplars) {
    return new NeighbourScorer(
        space, options, ClassParts.of(exemplars, label -> Neighbourhood.of(label, exemplars)));
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public double[] scores(Embedding query) {
    Kernels.checkDim(query, space.dim(), "the scorer has");
    int[] dot = new int[1];
    Nearest nearest = new Nearest(options.neighbours());
    double norm = query.norm();
    for (int g = 0; g < groups.size(); g++) {
      Neighbourhood group = groups.get(g);
      for (int i = 0; i < group.size(); i++) {
        long product = product(query, group.sample(i), dot);
        nearest.offer(closeness(product, norm, group.norm(i)), g);
      }
    }
    return votes(nearest);
  }

  /** Shares of all votes, as log-odds at temperature 1/16. */
  private double[] votes(Nearest nearest) {
    double[] scores = new double[groups.size()];
    double[] total = new double[1];
    nearest.forEach((closeness, group) -> total[0] += weight(closeness, nearest.closest(), group));
    nearest.forEach((closeness, group) ->
        scores[group] +=
            INVERSE_TEMPERATURE
                * weight(closeness, nearest.closest(), group)
                / total[0]
                * (1 + CLOSENESS * closeness));
    return scores;
  }

  private double weight(double closeness, double closest, int group) {
    double vote =
        switch (options.votes()) {
          case UNIFORM -> 1;
          case DISTANCE -> StrictMath.exp(INVERSE_TEMPERATURE * (closeness - closest));
        };
    return options.balanced() ? vote / groups.get(group).size() : vote;
  }

  /** Cosine in an L2 space, minus the squared distance over the usual one elsewhere. */
  private double closeness(long dot, double norm, double other) {
    return switch (space.normalisation()) {
      case Normalisation.L2() -> norm * other == 0 ? 0 : dot / (norm * other);
      case Normalisation.Fixed(double clip, double scale) -> {
        double usual = space.usualNorm();
        yield (2.0 * dot - norm * norm - other * other) / (usual * usual);
      }
    };
  }

  private long product(Embedding query, Embedding sample, int[] dot) {
    if (!fitsInt) {
      return query.dot(sample);
    }
    Kernels.operations().dots(query.values(), sample.values(), 1, dot);
    return dot[0];
  }

  @Override
  public NeighbourScorer refreshed(Evidence now, Set<String> changed) {
    return new NeighbourScorer(
        space,
        options,
        ClassParts.refreshed(
            groups,
            Neighbourhood::label,
            now.exemplars(),
            changed,
            label -> Neighbourhood.of(label, now.exemplars())));
  }
}
