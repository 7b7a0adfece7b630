package io.alluvium.learning;

import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import io.alluvium.learning.internal.SymmetricEigen;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The directions in which all samples of a solve vary, least first, for whoever takes them as one
 * class. Points are float64[dim] in the units of {@link Embedding#get}. Immutable; safe for any
 * thread.
 */
public final class PrincipalAxes {
  /** Variances below this share of their mean count as this share. */
  private static final double MIN_VARIANCE_SHARE = 1e-4;

  private final KernelOperations kernels = Kernels.operations();
  private final double[] centre;
  private final double[] deviations;
  private final double[] columns;

  private PrincipalAxes(double[] centre, double[] deviations, double[] columns) {
    this.centre = centre;
    this.deviations = deviations;
    this.columns = columns;
  }

  /**
   * Returns the axes of the covariance around the mean of all samples.
   *
   * @throws IllegalArgumentException with fewer than two samples, or samples that are all equal
   */
  public static PrincipalAxes of(SufficientStatistics statistics) {
    int dim = statistics.space().dim();
    double count = statistics.samples();
    double[] centre = new double[dim];
    for (ClassSums sums : statistics.classes()) {
      for (int i = 0; i < dim; i++) {
        centre[i] += sums.sum(i) / count;
      }
    }
    double[] matrix = SymmetricMatrices.full(statistics.moments());
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        matrix[i * dim + j] = matrix[i * dim + j] / count - centre[i] * centre[j];
      }
    }
    double mean = SymmetricMatrices.trace(matrix, dim) / dim;
    if (count < 2 || !(mean > 0)) {
      throw new IllegalArgumentException(
          "there are " + statistics.samples() + " samples, expected two that differ");
    }
    SymmetricEigen eigen = SymmetricEigen.of(Kernels.operations(), matrix, dim);
    double[] variances = eigen.values();
    List<Integer> order =
        IntStream.range(0, dim)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> variances[i]).thenComparing(i -> i))
            .toList();
    double[] vectors = eigen.vectors();
    double[] rows = new double[vectors.length];
    double[] deviations = new double[dim];
    for (int i = 0; i < dim; i++) {
      int axis = order.get(i);
      System.arraycopy(vectors, axis * dim, rows, i * dim, dim);
      deviations[i] = Math.sqrt(Math.max(variances[axis], MIN_VARIANCE_SHARE * mean));
    }
    return new PrincipalAxes(centre, deviations, Matrices.transposed(rows, dim));
  }

  /** Returns the number of axes. */
  public int dim() {
    return centre.length;
  }

  /**
   * Returns how many deviations a point lies from the mean along each axis, least variance first,
   * float64[dim].
   */
  public double[] deviations(double[] point) {
    double[] offset = new double[centre.length];
    for (int i = 0; i < offset.length; i++) {
      offset[i] = point[i] - centre[i];
    }
    double[] along = Matrices.rowTimes(kernels, offset, columns);
    for (int i = 0; i < along.length; i++) {
      along[i] /= deviations[i];
    }
    return along;
  }
}
