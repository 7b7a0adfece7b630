package io.alluvium.learning;

import io.alluvium.learning.internal.Matrices;
import io.alluvium.learning.internal.SymmetricEigen;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The directions in which all samples of a solve vary, least first, for whoever takes them as one
 * class. Points are float64[dim] in the units of {@link Embedding#get}. Immutable; safe for any
 * thread.
 */
public final class PrincipalAxes {
  private final Space space;
  private final double[] centre;
  private final double[] columns;
  private final WeightRows rows;

  /**
   * Keeps axes.
   *
   * @param centre mean of all samples, float64[dim]
   * @param scaled axes over their deviations, float64[count][dim], row-major
   */
  private PrincipalAxes(Space space, double[] centre, double[] scaled) {
    int dim = space.dim();
    int count = scaled.length / dim;
    this.space = space;
    this.centre = centre;
    this.columns = new double[scaled.length];
    WeightRows.Builder builder = new WeightRows.Builder(space, count);
    for (int axis = 0; axis < count; axis++) {
      double[] row = Arrays.copyOfRange(scaled, axis * dim, (axis + 1) * dim);
      builder.add(row, -Matrices.dot(row, centre));
      for (int i = 0; i < dim; i++) {
        columns[i * count + axis] = row[i];
      }
    }
    this.rows = builder.build();
  }

  /**
   * Returns the axes of least variance of the covariance around the mean of all samples.
   *
   * @param shrinkage of that covariance: what is left of small variances rests on few samples
   * @param share of the axes that is kept, above 0 and at most 1
   * @throws IllegalArgumentException with fewer than two samples, or samples that are all equal
   */
  public static PrincipalAxes of(
      SufficientStatistics statistics, Shrinkage shrinkage, double share) {
    checkShare(share);
    int dim = statistics.space().dim();
    double[] centre = centre(statistics);
    double[] matrix = covariance(statistics, centre);
    if (statistics.samples() < 2 || !(SymmetricMatrices.trace(matrix, dim) > 0)) {
      throw new IllegalArgumentException(
          "there are " + statistics.samples() + " samples, expected two that differ");
    }
    WithinCovariance.shrink(matrix, dim, shrinkage, statistics.samples() - 1.0);
    SymmetricEigen eigen = SymmetricEigen.of(Kernels.operations(), matrix, dim);
    return new PrincipalAxes(
        statistics.space(), centre, scaled(eigen, (int) Math.ceil(share * dim)));
  }

  private static double[] centre(SufficientStatistics statistics) {
    double[] centre = new double[statistics.space().dim()];
    for (ClassSums sums : statistics.classes()) {
      for (int i = 0; i < centre.length; i++) {
        centre[i] += sums.sum(i) / (double) statistics.samples();
      }
    }
    return centre;
  }

  private static double[] covariance(SufficientStatistics statistics, double[] centre) {
    int dim = centre.length;
    double count = statistics.samples();
    double[] matrix = SymmetricMatrices.full(statistics.moments());
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        matrix[i * dim + j] = matrix[i * dim + j] / count - centre[i] * centre[j];
      }
    }
    return matrix;
  }

  /** Returns the first axes by variance, each over its deviation. */
  private static double[] scaled(SymmetricEigen eigen, int count) {
    double[] variances = eigen.values();
    double[] vectors = eigen.vectors();
    int dim = variances.length;
    List<Integer> order =
        IntStream.range(0, dim)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> variances[i]).thenComparing(i -> i))
            .toList();
    double[] scaled = new double[count * dim];
    for (int axis = 0; axis < count; axis++) {
      int from = order.get(axis) * dim;
      double deviation = Math.sqrt(variances[order.get(axis)]);
      for (int i = 0; i < dim; i++) {
        scaled[axis * dim + i] = vectors[from + i] / deviation;
      }
    }
    return scaled;
  }

  /**
   * Returns those of least variance among these axes.
   *
   * @param share of the axes that is kept, above 0 and at most 1
   */
  public PrincipalAxes least(double share) {
    checkShare(share);
    int dim = centre.length;
    double[] scaled = new double[(int) Math.ceil(share * count()) * dim];
    for (int at = 0; at < scaled.length; at++) {
      scaled[at] = columns[at % dim * count() + at / dim];
    }
    return new PrincipalAxes(space, centre, scaled);
  }

  private static void checkShare(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share of axes is " + share + ", expected above 0 to 1");
    }
  }

  /** Returns the number of axes. */
  public int count() {
    return rows.count();
  }

  /**
   * Returns how many deviations a point lies from the mean along each axis, least variance first,
   * float64[count].
   *
   * @param point float64[dim]
   */
  public double[] deviations(double[] point) {
    double[] offset = new double[centre.length];
    for (int i = 0; i < offset.length; i++) {
      offset[i] = point[i] - centre[i];
    }
    return Matrices.product(Kernels.operations(), offset, centre.length, columns, count());
  }

  /**
   * Returns the squared Mahalanobis distance of an embedding to the mean along the axes, by integer
   * products.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public double squaredDistance(Embedding embedding) {
    Kernels.checkDim(embedding, centre.length, "the axes have");
    int[] dots = new int[rows.count()];
    Kernels.dots(embedding, rows, dots);
    double sum = 0;
    for (int axis = 0; axis < dots.length; axis++) {
      double deviation = rows.score(axis, dots[axis]);
      sum += deviation * deviation;
    }
    return sum;
  }
}
