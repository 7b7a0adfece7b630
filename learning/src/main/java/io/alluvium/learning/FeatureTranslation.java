package io.alluvium.learning;

/**
 * Support vector machines over samples and pseudo-samples: a class of few samples, or whose samples
 * are no longer at hand, is represented by those of the class most like it, moved to its mean.
 *
 * <p>Costs a sweep over up to 4,000 rows for each class and solve, some thirty times; a prediction
 * costs what it does for {@code ncm}.
 *
 * <p>Source: Petit, Popescu, Schindler, Picard and Delezoide, "FeTrIL: feature translation for
 * exemplar-free class-incremental learning", WACV 2023. Departs from it: classes keep their own
 * samples while they are in the bank, and a class borrows from the closest class of enough samples
 * instead of the closest new one.
 */
final class FeatureTranslation implements Head {
  @Override
  public String name() {
    return "fetril";
  }

  @Override
  public Demands demands(Space space) {
    return Demands.ofExemplars();
  }

  @Override
  public Scorer fit(Evidence evidence) {
    ClassRows rows = new ClassRows(evidence.statistics(), evidence.exemplars());
    return MetricScorer.of(evidence.statistics(), new SupportVectorMetric(rows));
  }
}
