package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;

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
 * sums, and the pooled covariance of {@code slda}. Several seeds may be averaged, as in the former.
 */
final class KernelDiscriminant implements Head {
  private final HeadOptions options;

  private KernelDiscriminant(HeadOptions options) {
    this.options = options;
  }

  /** Returns the head; an average over several maps where the settings ask for it. */
  static Head of(HeadOptions options) {
    if (options.ensemble() == 1) {
      return new KernelDiscriminant(options);
    }
    List<Head> members = new ArrayList<>();
    for (int n = 0; n < options.ensemble(); n++) {
      long seed = options.seed() + n;
      members.add(new KernelDiscriminant(options.with(builder -> builder.seed(seed))));
    }
    return new AveragedHead("klda", members);
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
