package io.alluvium.learning;

import io.alluvium.learning.internal.Cholesky;
import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import io.alluvium.learning.internal.SymmetricEigen;

/**
 * Two-covariance model (probabilistic linear discriminant analysis): class means are themselves
 * drawn from a Gaussian, so that a class of few samples has its mean drawn towards the others and
 * its density widened by just as much as is unknown of it. With many samples it becomes {@code
 * slda}.
 *
 * <pre>
 * S_w = shrunk pooled covariance            a_c = n_c / (n_c + 1)      m0 = sum a_c mu_c / sum a_c
 * S_b = sum a_c (mu_c - m0)(mu_c - m0)' / sum a_c - S_w sum(a_c / n_c) / sum a_c
 * L L' = S_w     L^-1 S_b L^-T = V diag(psi) V'     P = V' L^-1
 * psi is max((1 - r) psi + r mean(psi), 1e-6)       r: between-class shrinkage
 * </pre>
 *
 * <p>Means of few samples are first drawn to those of large classes that are like them: {@link
 * Calibration}. Without large classes, or with large ones alone, nothing is.
 *
 * <p>Scores are described at {@link TwoCovarianceMetric}. Falls back to {@code ncm} where {@code
 * slda} does.
 *
 * <p>Source: Ioffe, "Probabilistic linear discriminant analysis", ECCV 2006; Bruemmer and de
 * Villiers, "The speaker partitioning problem", Odyssey 2010. Departs from them: moments instead of
 * expectation maximisation, prior means are calibrated, the spectrum is smoothed, and the
 * predictive variance is taken at a count rounded down to {@link CountGrid}.
 */
final class TwoCovariance implements Head {
  private static final double MIN_SPREAD = 1e-6;

  /**
   * A quarter of what {@code teen} takes: the model draws means of few samples to others itself.
   */
  private static final double FADING_COUNT = 5;

  private final HeadOptions options;

  TwoCovariance(HeadOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "plda";
  }

  @Override
  public Scorer fit(Evidence evidence) {
    SufficientStatistics statistics = evidence.statistics();
    Calibration calibration = Calibration.of(statistics, FADING_COUNT);
    return MetricScorer.of(
        statistics, new CalibratedMetric(calibration, metric(statistics, options)));
  }

  /** Returns the metric of the two covariances; cosine where there is none yet. */
  static Metric metric(SufficientStatistics statistics, HeadOptions options) {
    ClassMeans classes = ClassMeans.of(statistics);
    return WithinCovariance.factored(Kernels.operations(), statistics, classes, options.shrinkage())
        .<Metric>map(within -> solved(statistics.space(), classes, within, options))
        .orElseGet(CosineMetric::new);
  }

  private static Metric solved(
      Space space, ClassMeans classes, Cholesky within, HeadOptions options) {
    KernelOperations kernels = Kernels.operations();
    int dim = space.dim();
    double[] centre = classes.centre(kernels);
    double[] inverse = within.inverseUpper();
    double[] rows = whitenedRows(kernels, classes, centre, inverse);
    SymmetricEigen eigen = SymmetricEigen.ofScatter(kernels, rows, classes.count(), dim);
    double[] axes = Matrices.transposed(eigen.vectors(), dim);
    Whitening whitening = Whitening.rotated(space, options.shrinkage(), within, inverse, axes);
    double[] spread = smoothed(eigen.values(), noise(classes), options.betweenShrinkage());
    return new TwoCovarianceMetric(centre, whitening, spread);
  }

  /** Rows whose scatter is the first term of {@code L^-1 S_b L^-T}: one for each class. */
  private static double[] whitenedRows(
      KernelOperations kernels, ClassMeans classes, double[] centre, double[] inverse) {
    int dim = centre.length;
    double total = classes.totalWeight();
    double[] offsets = new double[classes.count() * dim];
    for (int c = 0; c < classes.count(); c++) {
      double root = Math.sqrt(classes.weight(c) / total);
      for (int i = 0; i < dim; i++) {
        offsets[c * dim + i] = root * (classes.means()[c * dim + i] - centre[i]);
      }
    }
    return Matrices.product(kernels, offsets, dim, inverse, dim);
  }

  /** What the scatter owes to means being taken over few samples: this times {@code S_w}. */
  private static double noise(ClassMeans classes) {
    double sum = 0;
    for (int c = 0; c < classes.count(); c++) {
      sum += classes.weight(c) / classes.samples(c);
    }
    return sum / classes.totalWeight();
  }

  /** {@code S_w} is the identity here, so the noise is taken from the eigenvalues directly. */
  private static double[] smoothed(double[] eigenvalues, double noise, double drawn) {
    double mean = 0;
    for (double value : eigenvalues) {
      mean += (value - noise) / eigenvalues.length;
    }
    double[] spread = new double[eigenvalues.length];
    for (int i = 0; i < spread.length; i++) {
      spread[i] = Math.max((1 - drawn) * (eigenvalues[i] - noise) + drawn * mean, MIN_SPREAD);
    }
    return spread;
  }
}
