package io.alluvium.learning;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Scores classes by sums that are read in a way of their own from the evidence. Immutable. */
final class ViewScorer implements Scorer {
  private final MetricScorer scorer;
  private final Function<Evidence, ClassView> view;
  private final Map<String, Long> remarks;

  private ViewScorer(
      MetricScorer scorer, Function<Evidence, ClassView> view, Map<String, Long> remarks) {
    this.scorer = scorer;
    this.view = view;
    this.remarks = Map.copyOf(remarks);
  }

  /**
   * Places all classes of a view under a metric.
   *
   * @param view how class sums are read from evidence, now and whenever classes are refreshed
   */
  static ViewScorer of(Evidence evidence, Metric metric, Function<Evidence, ClassView> view) {
    return of(view.apply(evidence), metric, view);
  }

  /** Does the same where what is read of the evidence is at hand. */
  static ViewScorer of(ClassView now, Metric metric, Function<Evidence, ClassView> view) {
    return new ViewScorer(MetricScorer.of(now, metric), view, Map.of());
  }

  /** Returns the same scorer with something to say of itself. */
  ViewScorer withRemarks(Map<String, Long> newRemarks) {
    return new ViewScorer(scorer, view, newRemarks);
  }

  @Override
  public List<String> labels() {
    return scorer.labels();
  }

  @Override
  public double[] scores(Embedding query) {
    return scorer.scores(query);
  }

  @Override
  public List<ScoreParts> explain(Embedding query, int count) {
    return scorer.explain(query, count);
  }

  @Override
  public ViewScorer refreshed(Evidence now, Set<String> changed) {
    return new ViewScorer(scorer.placed(view.apply(now), changed), view, remarks);
  }

  @Override
  public Map<String, Long> remarks() {
    return remarks;
  }
}
