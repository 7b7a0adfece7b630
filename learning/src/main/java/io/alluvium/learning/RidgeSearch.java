package io.alluvium.learning;

import io.alluvium.learning.internal.Cholesky;
import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
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
 *
 * <p>More than {@value #COLUMNS} classes share that many columns of {@code Q} and {@code Q_v}, each
 * with a sign that is drawn once: the same for every ridge, and the error that is expected over the
 * signs is that of all classes. So a ridge costs {@code M^3 / 3 + 2.5 M^2} multiplications for each
 * column, however many classes there are.
 *
 * <p>Source of the signs: Charikar, Chen and Farach-Colton, "Finding frequent items in data
 * streams", ICALP 2002. Departs from it: classes take the columns in turns, in the order of their
 * labels, instead of by a hash.
 */
final class RidgeSearch {
  /** Share that is taken with fewer held-out samples than this. */
  static final double DEFAULT_SHARE = 1e-3;

  private static final int MIN_HELD_OUT = 20;
  private static final double LARGEST_SHARE = 1;
  private static final double STEP = 0.1;
  private static final int STEPS = 8;
  private static final int COLUMNS = 64;
  private static final long SEED = 7;

  private final KernelOperations kernels;
  private final int dim;
  private final int columns;

  /** The second moment to fit from: its upper triangle. */
  private final double[] gram;

  /** Half of the second moment of the held-out samples. */
  private final double[] heldOutHalf;

  private final double[] targets;
  private final double[] heldOutTargets;

  private RidgeSearch(KernelOperations kernels, FeatureSums sums) {
    SufficientStatistics fitted = sums.fitted();
    this.kernels = kernels;
    this.dim = sums.space().dim();
    this.columns = Math.min(COLUMNS, fitted.labels().size());
    this.gram = SymmetricMatrices.upper(fitted.moments());
    this.heldOutHalf = SymmetricMatrices.half(sums.heldOut().moments());
    this.targets = targets(fitted, fitted);
    this.heldOutTargets = targets(fitted, sums.heldOut());
  }

  /** Returns the best ridge as a share of the mean diagonal. */
  static double share(KernelOperations kernels, FeatureSums sums) {
    if (sums.heldOut().samples() < MIN_HELD_OUT || sums.fitted().samples() == 0) {
      return DEFAULT_SHARE;
    }
    return new RidgeSearch(kernels, sums).search();
  }

  private double search() {
    double best = DEFAULT_SHARE;
    double least = Double.POSITIVE_INFINITY;
    double share = LARGEST_SHARE;
    for (int step = 0; step < STEPS; step++) {
      Optional<Cholesky> factored = factored(kernels, gram, dim, share);
      if (factored.isEmpty()) {
        break;
      }
      double error = error(factored.get());
      if (error >= least) {
        break;
      }
      least = error;
      best = share;
      share *= STEP;
    }
    return best;
  }

  /**
   * Factors {@code G + lambda I}, lambda being a share of the mean diagonal of {@code G}, of which
   * the upper triangle is read.
   */
  static Optional<Cholesky> factored(
      KernelOperations kernels, double[] gram, int dim, double share) {
    return Cholesky.of(kernels, gram, dim, share * SymmetricMatrices.trace(gram, dim) / dim);
  }

  /**
   * Returns the sums of the classes that are fitted as columns, float64[dim][columns]: one for each
   * where there are no more than that.
   */
  private double[] targets(SufficientStatistics fitted, SufficientStatistics statistics) {
    double[] targets = new double[dim * columns];
    boolean alone = fitted.labels().size() <= columns;
    SeededNumbers numbers = new SeededNumbers(SEED);
    int column = 0;
    for (String label : fitted.labels()) {
      int sign = alone || numbers.below(2) == 0 ? 1 : -1;
      Optional<ClassSums> sums = statistics.classSums(label);
      for (int i = 0; sums.isPresent() && i < dim; i++) {
        targets[i * columns + column] += sign * (double) sums.get().sum(i);
      }
      column = (column + 1) % columns;
    }
    return targets;
  }

  /**
   * Returns the error less that of no weights: {@code 2 tr(W' (H W - Q_v))}, where {@code H + H' =
   * G_v}.
   */
  private double error(Cholesky factored) {
    double[] weights = targets.clone();
    factored.solve(weights, columns);
    double[] products = new double[weights.length];
    Matrices.addLowerProduct(kernels, heldOutHalf, weights, columns, products);
    double error = 0;
    for (int at = 0; at < products.length; at++) {
      error += weights[at] * (products[at] - heldOutTargets[at]);
    }
    return error;
  }
}
