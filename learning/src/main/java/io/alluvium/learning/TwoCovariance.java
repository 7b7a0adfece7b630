package io.alluvium.learning;

import io.alluvium.learning.internal.Block;
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
 * <p>Scores are described at {@link TwoCovarianceMetric}. Falls back to {@code ncm} where {@code
 * slda} does.
 *
 * <p>Source: Ioffe, "Probabilistic linear discriminant analysis", ECCV 2006; Bruemmer and de
 * Villiers, "The speaker partitioning problem", Odyssey 2010. Departs from them: moments instead of
 * expectation maximisation, the spectrum is smoothed, and the predictive variance is taken at a
 * count rounded down to {@link CountGrid}.
 */
final class TwoCovariance implements Head {
  private static final double MIN_SPREAD = 1e-6;

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
    return MetricScorer.of(evidence.statistics(), metric(evidence.statistics(), options));
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
    double[] whitening = within.inverseUpper();
    double[] between = whitenedScatter(kernels, classes, centre, whitening);
    SymmetricEigen eigen = SymmetricEigen.of(kernels, between, dim);
    double[] basis = Matrices.transposed(eigen.vectors(), dim);
    double[] projectionTransposed = Matrices.product(kernels, whitening, basis, dim);
    double[] spread = smoothed(eigen.values(), noise(classes), options.betweenShrinkage());
    return new TwoCovarianceMetric(space, centre, projectionTransposed, spread);
  }

  /** The first term of {@code L^-1 S_b L^-T}, classes in their order. */
  private static double[] whitenedScatter(
      KernelOperations kernels, ClassMeans classes, double[] centre, double[] whitening) {
    int dim = centre.length;
    double[] offsets = new double[classes.count() * dim];
    double[] shares = new double[classes.count()];
    for (int c = 0; c < shares.length; c++) {
      shares[c] = classes.weight(c) / classes.totalWeight();
      for (int i = 0; i < dim; i++) {
        offsets[c * dim + i] = classes.means()[c * dim + i] - centre[i];
      }
    }
    double[] rows = new double[offsets.length];
    kernels.addProduct(
        shares.length,
        dim,
        dim,
        new Block(offsets, 0, dim),
        new Block(whitening, 0, dim),
        new Block(rows, 0, dim));
    double[] scatter = new double[dim * dim];
    Matrices.addScatter(kernels, shares, rows, rows, dim, scatter);
    Matrices.mirrorLower(scatter, dim);
    return scatter;
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
