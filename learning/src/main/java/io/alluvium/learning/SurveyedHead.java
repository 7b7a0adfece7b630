package io.alluvium.learning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A head whose solves also say where the classes lie, for whoever watches samples: its scorers are
 * those of the head, and have a {@link Scorer#geometry}.
 */
public final class SurveyedHead implements Head {
  private final Head head;
  private final Shrinkage shrinkage;
  private final int leastSamples;
  private final GeometryOptions options;
  private final GraphCache graphs = new GraphCache();

  /**
   * Joins a head and a geometry of the same samples.
   *
   * @param shrinkage of the covariance within classes
   * @param leastSamples samples below which there is no geometry, at least 1
   * @param options what the geometry says beyond where classes lie
   */
  public SurveyedHead(Head head, Shrinkage shrinkage, int leastSamples, GeometryOptions options) {
    this.head = head;
    this.shrinkage = shrinkage;
    this.leastSamples = leastSamples;
    this.options = options;
  }

  @Override
  public String name() {
    return head.name();
  }

  @Override
  public Demands demands(Space space) {
    return head.demands(space).and(options.demands());
  }

  @Override
  public Scorer fit(Evidence evidence) {
    Scorer scorer = head.fit(evidence);
    return new Surveyed(
        scorer,
        evidence.statistics().samples() < leastSamples
            ? Optional.empty()
            : geometry(evidence, scorer));
  }

  /** In the coordinates of the head where it has some, so that both need one projection. */
  private Optional<ClassGeometry> geometry(Evidence evidence, Scorer scorer) {
    SufficientStatistics statistics = evidence.statistics();
    return scorer
        .whitening()
        .filter(whitening -> whitening.shrinkage().equals(shrinkage))
        .or(() -> Whitening.of(statistics, shrinkage))
        .map(whitening -> ClassGeometry.of(statistics, whitening, parts(evidence)));
  }

  private GeometryParts parts(Evidence evidence) {
    SufficientStatistics statistics = evidence.statistics();
    return new GeometryParts(
        options.axesShare() > 0
            ? Optional.of(PrincipalAxes.of(statistics, shrinkage, options.axesShare()))
            : Optional.empty(),
        options.neighbour() > 0
            ? Optional.of(neighbour(statistics.space(), evidence.exemplars()))
            : Optional.empty());
  }

  private NthNeighbour neighbour(Space space, Exemplars samples) {
    return NthNeighbour.of(
        NeighbourSearch.of(
            space,
            Closeness.cosine(space),
            samples,
            options.indexMin(),
            ArrivalRuns.Lengths.USUAL,
            graphs),
        options.neighbour());
  }

  /** The scorer of the head; the geometry stays that of the solve. */
  private record Surveyed(Scorer scorer, Optional<ClassGeometry> geometry) implements Scorer {
    @Override
    public List<String> labels() {
      return scorer.labels();
    }

    @Override
    public double[] scores(Embedding query) {
      return scorer.scores(query);
    }

    @Override
    public Decision decide(Embedding query, int topK) {
      return scorer.decide(query, topK);
    }

    @Override
    public List<ScoreParts> explain(Embedding query, int count) {
      return scorer.explain(query, count);
    }

    @Override
    public Scorer refreshed(Evidence now, Set<String> changed) {
      return new Surveyed(scorer.refreshed(now, changed), geometry);
    }

    @Override
    public int window() {
      return scorer.window();
    }

    @Override
    public List<Decision> decide(List<Embedding> queries, int topK) {
      return scorer.decide(queries, topK);
    }

    @Override
    public Scorer member(String name) {
      return scorer.member(name);
    }

    @Override
    public Map<String, Long> remarks() {
      return scorer.remarks();
    }
  }
}
