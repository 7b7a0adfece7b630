package io.alluvium.learning;

import io.alluvium.learning.internal.Cholesky;
import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import java.util.Optional;

/**
 * The covariance of all samples taken as one class, in coordinates in which that within classes is
 * the identity: {@code T = I + sum_c p_c m_c m_c'}, with whitened class means {@code m_c} and
 * shares {@code p_c}.
 *
 * <p>With fewer classes than dimensions, {@code z' T^-1 z = z'z - q' (I + N N')^-1 q}, where {@code
 * N} has the rows {@code sqrt(p_c) m_c'} and {@code q = N z} (Woodbury, 1950): a distance then
 * costs the square of the number of classes, not of the dimension. Immutable; safe for any thread.
 */
final class TotalCovariance {
  private final KernelOperations kernels;
  private final double[] roots;
  private final double[] factor;
  private final boolean byClasses;

  private TotalCovariance(
      KernelOperations kernels, double[] roots, Cholesky factored, boolean byClasses) {
    this.kernels = kernels;
    this.roots = roots;
    this.factor = factored.inverseUpper();
    this.byClasses = byClasses;
  }

  /**
   * Returns that of a solve.
   *
   * @param shares share of each class among the samples, float64[classes]
   * @param means whitened class means, float64[classes][dim]
   * @param columns their transpose, float64[dim][classes]
   * @return empty where classes lie so far apart that rounding leaves nothing of the identity
   */
  static Optional<TotalCovariance> of(
      KernelOperations kernels, double[] shares, double[] means, double[] columns) {
    int classes = shares.length;
    int dim = means.length / classes;
    double[] roots = new double[classes];
    for (int c = 0; c < classes; c++) {
      roots[c] = Math.sqrt(shares[c]);
    }
    boolean byClasses = classes < dim;
    double[] matrix =
        byClasses
            ? products(kernels, roots, means, columns, dim)
            : scatter(kernels, shares, means, dim);
    int size = byClasses ? classes : dim;
    for (int i = 0; i < size; i++) {
      matrix[i * size + i] += 1;
    }
    return Cholesky.of(kernels, matrix, size)
        .map(factored -> new TotalCovariance(kernels, roots, factored, byClasses));
  }

  /** Returns {@code N N'}. */
  private static double[] products(
      KernelOperations kernels, double[] roots, double[] means, double[] columns, int dim) {
    int classes = roots.length;
    double[] products = Matrices.product(kernels, means, dim, columns, classes);
    for (int at = 0; at < products.length; at++) {
      products[at] *= roots[at / classes] * roots[at % classes];
    }
    return products;
  }

  /** Returns {@code N' N}. */
  private static double[] scatter(
      KernelOperations kernels, double[] shares, double[] means, int dim) {
    double[] scatter = new double[dim * dim];
    Matrices.addScatter(kernels, shares, means, means, dim, scatter);
    Matrices.mirrorLower(scatter, dim);
    return scatter;
  }

  /**
   * Returns the squared Mahalanobis distance of a point to the mean of all samples.
   *
   * @param coordinates whitened, float64[dim]
   * @param products dot product with each whitened class mean, float64[classes]
   * @param square squared length of the coordinates
   */
  double squaredDistance(double[] coordinates, double[] products, double square) {
    if (!byClasses) {
      double[] scaled = Matrices.rowTimesUpper(kernels, coordinates, factor);
      return Matrices.dot(scaled, scaled);
    }
    return Math.max(0, square - explained(products));
  }

  /** Returns whether {@link #explained} says all that sets the distance apart from the length. */
  boolean isByClasses() {
    return byClasses;
  }

  /**
   * Returns what class means explain of the squared length of a point, with fewer classes than
   * dimensions.
   *
   * @param products dot product with each whitened class mean, float64[classes]
   */
  double explained(double[] products) {
    double[] weighted = new double[products.length];
    for (int c = 0; c < weighted.length; c++) {
      weighted[c] = roots[c] * products[c];
    }
    double[] between = Matrices.rowTimesUpper(kernels, weighted, factor);
    return Matrices.dot(between, between);
  }
}
