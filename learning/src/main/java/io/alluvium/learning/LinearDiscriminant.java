package io.alluvium.learning;

import io.alluvium.learning.internal.KernelOperations;

/**
 * Class means under a shared Mahalanobis metric (streaming linear discriminant analysis): {@code
 * score_c = q' Lambda mu_c - mu_c' Lambda mu_c / 2}, where {@code Lambda} is the inverse of the
 * shrunk pooled covariance.
 *
 * <p>With fewer than {@code C + 2} samples of {@code C} classes, or no spread within them, it
 * scores as {@code ncm} does.
 *
 * <p>Source: Hayes and Kanan, "Lifelong machine learning with deep streaming linear discriminant
 * analysis", CVPR-W 2020. Departs from it: the pooled covariance is exact, so that a class's first
 * sample does not enter it; see {@link Shrinkage} for what replaces the fixed ridge.
 */
final class LinearDiscriminant implements Head {
  private final HeadOptions options;

  LinearDiscriminant(HeadOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "slda";
  }

  @Override
  public Scorer fit(Evidence evidence) {
    return MetricScorer.of(evidence.statistics(), metric(evidence.statistics(), options));
  }

  /** Returns the metric of the shared covariance; cosine where there is none yet. */
  static Metric metric(SufficientStatistics statistics, HeadOptions options) {
    KernelOperations kernels = Kernels.operations();
    ClassMeans classes = ClassMeans.of(statistics);
    return WithinCovariance.factored(kernels, statistics, classes, options.shrinkage())
        .<Metric>map(within -> new MahalanobisMetric(within, classes.centre(kernels)))
        .orElseGet(CosineMetric::new);
  }
}
