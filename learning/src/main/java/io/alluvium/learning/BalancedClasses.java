package io.alluvium.learning;

import io.alluvium.learning.internal.KernelOperations;
import java.util.Optional;

/**
 * What each class weighs in a regression: as many samples as it has, or the same for all:
 *
 * <pre>
 * G = N / C sum_c G_c / n_c        s_c' = N / C s_c / n_c
 * </pre>
 *
 * <p>where the second moments {@code G_c} of the classes, which nobody keeps, are taken to scatter
 * alike: {@code G_c / n_c = S + mu_c mu_c'} with the pooled covariance {@code S}. Immutable.
 *
 * <p>Source: Fang et al., "AIR: analytic imbalance rectifier for continual learning", arXiv
 * 2408.10349, weights {@code 1 / n_c}. Departs from it by the shared covariance: one matrix instead
 * of one for each class.
 */
final class BalancedClasses {
  private final double samplesPerClass;

  private BalancedClasses(double samplesPerClass) {
    this.samplesPerClass = samplesPerClass;
  }

  /** Returns classes that weigh what they have. */
  static BalancedClasses asTheyAre() {
    return new BalancedClasses(0);
  }

  /** Returns classes that weigh the same, together as much as the statistics. */
  static BalancedClasses of(SufficientStatistics statistics) {
    return new BalancedClasses(
        statistics.samples() / (double) Math.max(1, statistics.labels().size()));
  }

  /** Returns what the sums of a class of so many samples are multiplied by. */
  double weight(long count) {
    return samplesPerClass == 0 ? 1 : samplesPerClass / count;
  }

  /** Returns the second moment, float64[dim][dim], of which the upper triangle is filled. */
  double[] gram(KernelOperations kernels, SufficientStatistics statistics) {
    ClassMeans classes = ClassMeans.of(statistics);
    double freedom = statistics.samples() - classes.count();
    Optional<double[]> scatter =
        samplesPerClass == 0 || freedom < 1
            ? Optional.empty()
            : WithinCovariance.scatter(kernels, statistics, classes);
    return scatter
        .map(matrix -> balanced(kernels, classes, matrix, statistics.samples() / freedom))
        .orElseGet(() -> SymmetricMatrices.upper(statistics.moments()));
  }

  private double[] balanced(
      KernelOperations kernels, ClassMeans classes, double[] scatter, double factor) {
    int dim = (int) Math.sqrt(scatter.length);
    for (int at = 0; at < scatter.length; at++) {
      scatter[at] *= factor;
    }
    double[] factors = new double[classes.count()];
    for (int i = 0; i < dim; i++) {
      for (int c = 0; c < factors.length; c++) {
        factors[c] = samplesPerClass * classes.means()[c * dim + i];
      }
      kernels.addRows(factors.length, dim, factors, 0, classes.means(), 0, dim, scatter, i * dim);
    }
    return scatter;
  }
}
