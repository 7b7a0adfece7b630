package io.alluvium.learning;

import java.util.List;
import java.util.Set;

/** Scores features of the query. Immutable. */
final class MappedScorer implements Scorer {
  private final FeatureMap map;
  private final MetricScorer scorer;

  MappedScorer(FeatureMap map, MetricScorer scorer) {
    this.map = map;
    this.scorer = scorer;
  }

  @Override
  public List<String> labels() {
    return scorer.labels();
  }

  @Override
  public double[] scores(Embedding query) {
    return scorer.scores(map.map(query));
  }

  @Override
  public List<ScoreParts> explain(Embedding query, int count) {
    return scorer.explain(map.map(query), count);
  }

  @Override
  public MappedScorer refreshed(Evidence now, Set<String> changed) {
    return new MappedScorer(map, scorer.placed(now.features(map.space()), changed));
  }
}
