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
  private final double axesShare;

  /**
   * Joins a head and a geometry of the same sums.
   *
   * @param shrinkage of the covariance within classes
   * @param leastSamples samples below which there is no geometry, at least 1
   * @param axesShare share of the axes of least variance that the geometry has, at most 1; 0 for
   *     none, which spares the solve an eigendecomposition
   */
  public SurveyedHead(Head head, Shrinkage shrinkage, int leastSamples, double axesShare) {
    this.head = head;
    this.shrinkage = shrinkage;
    this.leastSamples = leastSamples;
    this.axesShare = axesShare;
  }

  @Override
  public String name() {
    return head.name();
  }

  @Override
  public Demands demands(Space space) {
    return head.demands(space);
  }

  @Override
  public Scorer fit(Evidence evidence) {
    SufficientStatistics statistics = evidence.statistics();
    Scorer scorer = head.fit(evidence);
    return new Surveyed(
        scorer,
        statistics.samples() < leastSamples ? Optional.empty() : geometry(statistics, scorer));
  }

  /** In the coordinates of the head where it has some, so that both need one projection. */
  private Optional<ClassGeometry> geometry(SufficientStatistics statistics, Scorer scorer) {
    return scorer
        .whitening()
        .filter(whitening -> whitening.shrinkage().equals(shrinkage))
        .map(whitening -> ClassGeometry.of(statistics, whitening, axesShare))
        .or(() -> ClassGeometry.of(statistics, shrinkage, axesShare));
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
