package io.alluvium.learning;

/**
 * Nearest class mean by cosine, where the mean of a class of few samples is drawn towards those of
 * well-known classes that are like it: {@code ncm} over {@link Calibration calibrated} means.
 *
 * <p>Costs {@code O(B dim)} more than {@code ncm} to place a class of few samples, {@code B} being
 * the number of well-known ones; a prediction costs the same.
 */
final class CalibratedMeans implements Head {
  private static final double FADING_COUNT = 20;

  @Override
  public String name() {
    return "teen";
  }

  @Override
  public Scorer fit(Evidence evidence) {
    SufficientStatistics statistics = evidence.statistics();
    Calibration calibration = Calibration.of(statistics, FADING_COUNT);
    return MetricScorer.of(statistics, new CalibratedMetric(calibration, new CosineMetric()));
  }
}
