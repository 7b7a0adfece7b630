package io.alluvium.learning;

/**
 * Linear discriminant analysis on random Fourier features: class means under a shared covariance,
 * in the space of a Gaussian kernel.
 *
 * <p>Costs {@code D^2 / 2} integer additions for each label, {@code D^3} for a solve, {@code D (dim
 * + C)} for a prediction.
 *
 * <p>Source: Momeni, Mazumder and Liu, "Continual learning using a kernel-based method over
 * foundation models", AAAI 2025; Prabhu et al., "RanDumb: a simple approach that questions the
 * efficacy of continual representation learning", NeurIPS 2024. Departs from them: exact integer
 * sums, and the pooled covariance of {@code slda}.
 */
final class KernelDiscriminant implements Head {
  private final HeadOptions options;

  KernelDiscriminant(HeadOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "klda";
  }

  @Override
  public Demands demands(Space space) {
    return Demands.of(
        RandomFeatures.fourier(space, options.features(), options.gamma(), options.seed()));
  }

  @Override
  public Scorer fit(Evidence evidence) {
    Space from = evidence.statistics().space();
    FeatureSums sums =
        evidence.features(
            RandomFeatures.fourierSpace(from, options.features(), options.gamma(), options.seed()));
    Metric metric = LinearDiscriminant.metric(sums.all(), options);
    return new MappedScorer(sums.map(), MetricScorer.of(sums, metric));
  }
}
