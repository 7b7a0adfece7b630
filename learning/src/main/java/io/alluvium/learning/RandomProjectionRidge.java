package io.alluvium.learning;

import io.alluvium.learning.internal.Cholesky;
import io.alluvium.learning.internal.KernelOperations;
import java.util.Optional;

/**
 * Ridge regression on rectified random projections, whose ridge is chosen on samples that are kept
 * aside. For classes of many samples each; rare ones are lost to frequent ones.
 *
 * <p>Costs {@code M^2 / 2} integer additions for each label, {@code M^3 / 3} for a solve and about
 * as much for each ridge tried, {@code M (dim + C)} for a prediction.
 *
 * <p>Source: McDonnell et al., "RanPAC: random projections and pre-trained models for continual
 * learning", NeurIPS 2023, equations (6) and (8), without the adaptation of the encoder to the
 * first task. Departs from it: the Gram matrix is one of integers (see {@link
 * RandomFeatures#rectified}), and the ridge is chosen by the squared error over one sample in ten
 * of the whole stream, instead of a fifth of the last task. With {@link HeadOptions#balanced} every
 * class weighs the same, see {@link BalancedClasses}; the ridge is then still that of the classes
 * as they are.
 */
final class RandomProjectionRidge implements Head {
  private final HeadOptions options;

  RandomProjectionRidge(HeadOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "ranpac";
  }

  @Override
  public Demands demands(Space space) {
    return Demands.of(RandomFeatures.rectified(space, options.features(), options.seed()));
  }

  @Override
  public Scorer fit(Evidence evidence) {
    Space from = evidence.statistics().space();
    FeatureSums sums =
        evidence.features(RandomFeatures.rectifiedSpace(from, options.features(), options.seed()));
    return new MappedScorer(sums.map(), MetricScorer.of(sums, metric(sums)));
  }

  private Metric metric(FeatureSums sums) {
    KernelOperations kernels = Kernels.operations();
    int dim = sums.space().dim();
    SufficientStatistics all = sums.all();
    BalancedClasses balanced =
        options.balanced() ? BalancedClasses.of(all) : BalancedClasses.asTheyAre();
    double[] gram = balanced.gram(kernels, all);
    if (SymmetricMatrices.trace(gram, dim) == 0) {
      return new CosineMetric();
    }
    double share = RidgeSearch.share(kernels, sums);
    Optional<Cholesky> factored = RidgeSearch.factored(kernels, gram, dim, share);
    return factored
        .<Metric>map(solved -> new RidgeMetric(solved, balanced))
        .orElseGet(CosineMetric::new);
  }
}
