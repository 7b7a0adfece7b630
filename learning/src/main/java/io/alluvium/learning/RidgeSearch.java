package io.alluvium.learning;

import io.alluvium.learning.internal.Cholesky;
import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import java.util.Collection;
import java.util.Optional;

/**
 * Chooses the ridge on samples that are kept aside, from their sums alone:
 *
 * <pre>
 * error(lambda) = n_v - 2 tr(W' Q_v) + tr(W' G_v W)        W = (G + lambda I)^-1 Q
 * </pre>
 *
 * <p>is the squared error of the regression over them, summed over all classes. Ridges are shares
 * of the mean diagonal of {@code G}, in powers of ten; the search goes down from the largest while
 * the error falls.
 */
final class RidgeSearch {
  /** Share that is taken with fewer held-out samples than this. */
  static final double DEFAULT_SHARE = 1e-3;

  private static final int MIN_HELD_OUT = 20;
  private static final double LARGEST_SHARE = 1;
  private static final double STEP = 0.1;
  private static final int STEPS = 8;

  private final KernelOperations kernels;
  private final SufficientStatistics fitted;
  private final SufficientStatistics heldOut;
  private final int dim;

  private RidgeSearch(KernelOperations kernels, FeatureSums sums) {
    this.kernels = kernels;
    this.fitted = sums.fitted();
    this.heldOut = sums.heldOut();
    this.dim = sums.space().dim();
  }

  /** Returns the best ridge as a share of the mean diagonal. */
  static double share(KernelOperations kernels, FeatureSums sums) {
    if (sums.heldOut().samples() < MIN_HELD_OUT || sums.fitted().samples() == 0) {
      return DEFAULT_SHARE;
    }
    return new RidgeSearch(kernels, sums).search();
  }

  private double search() {
    double[] gram = SymmetricMatrices.full(fitted.moments());
    double[] heldOutGram = SymmetricMatrices.full(heldOut.moments());
    double[] targets = columns(fitted);
    double best = DEFAULT_SHARE;
    double least = Double.POSITIVE_INFINITY;
    double share = LARGEST_SHARE;
    for (int step = 0; step < STEPS; step++) {
      Optional<Cholesky> factored = factored(kernels, gram, dim, share);
      if (factored.isEmpty()) {
        break;
      }
      double[] weights = targets.clone();
      factored.get().solve(weights, fitted.labels().size());
      double error = error(weights, heldOutGram);
      if (error >= least) {
        break;
      }
      least = error;
      best = share;
      share *= STEP;
    }
    return best;
  }

  /** Factors {@code G + lambda I}, lambda being a share of the mean diagonal of {@code G}. */
  static Optional<Cholesky> factored(
      KernelOperations kernels, double[] gram, int dim, double share) {
    double[] matrix = gram.clone();
    double ridge = share * SymmetricMatrices.trace(gram, dim) / dim;
    for (int i = 0; i < dim; i++) {
      matrix[i * dim + i] += ridge;
    }
    return Cholesky.of(kernels, matrix, dim);
  }

  /** Returns {@code Q}, float64[dim][classes]: a column for each class, in the order of labels. */
  private static double[] columns(SufficientStatistics statistics) {
    Collection<ClassSums> classes = statistics.classes();
    int dim = statistics.space().dim();
    double[] columns = new double[dim * classes.size()];
    int c = 0;
    for (ClassSums sums : classes) {
      for (int i = 0; i < dim; i++) {
        columns[i * classes.size() + c] = sums.sum(i);
      }
      c++;
    }
    return columns;
  }

  private double error(double[] weights, double[] heldOutGram) {
    int classes = fitted.labels().size();
    double error = heldOut.samples();
    double[] products = Matrices.product(kernels, heldOutGram, dim, weights, classes);
    for (int at = 0; at < products.length; at++) {
      error += weights[at] * products[at];
    }
    int c = 0;
    for (String label : fitted.labels()) {
      Optional<ClassSums> sums = heldOut.classSums(label);
      for (int i = 0; sums.isPresent() && i < dim; i++) {
        error -= 2 * weights[i * classes + c] * sums.get().sum(i);
      }
      c++;
    }
    return error;
  }
}
