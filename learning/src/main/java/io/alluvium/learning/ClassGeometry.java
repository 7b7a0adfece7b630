package io.alluvium.learning;

import io.alluvium.learning.internal.Block;
import io.alluvium.learning.internal.Cholesky;
import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where the classes of a solve lie, for whoever measures distances: class means, and coordinates in
 * which the covariance within classes is the identity.
 *
 * <p>Points are float64[dim] in the units of {@link Embedding#get}; whitened points {@code u = (x -
 * m) R} are in standard deviations, {@code m} being the mean of all samples. Immutable; safe for
 * any thread.
 */
public final class ClassGeometry {
  private final KernelOperations kernels = Kernels.operations();
  private final Space space;
  private final List<String> labels;
  private final ClassMeans means;
  private final double[] priors;
  private final double[] centre;
  private final double[] whitening;
  private final double[] columns;
  private final double[] halfSquares;
  private final double scatter;
  private final WeightRows rows;
  private final Optional<TotalCovariance> total;

  private ClassGeometry(SufficientStatistics statistics, ClassMeans means, Cholesky within) {
    this.space = statistics.space();
    this.labels = List.copyOf(statistics.labels());
    this.means = means;
    this.priors = new double[labels.size()];
    this.whitening = within.inverseUpper();
    double[] upper = within.upper();
    this.scatter = Matrices.dot(upper, upper);
    this.columns = new double[space.dim() * labels.size()];
    this.halfSquares = new double[labels.size()];
    for (int c = 0; c < priors.length; c++) {
      priors[c] = (double) means.samples(c) / statistics.samples();
    }
    this.centre = mixed(priors);
    double[] whitenedMeans = whitenedMeans();
    for (int c = 0; c < priors.length; c++) {
      place(c, Arrays.copyOfRange(whitenedMeans, c * space.dim(), (c + 1) * space.dim()));
    }
    this.rows = rows(whitenedMeans);
    this.total = TotalCovariance.of(kernels, priors, whitenedMeans, columns);
  }

  /** Rows of {@link #place}: one for each coordinate, then one for each class. */
  private WeightRows rows(double[] whitenedMeans) {
    int dim = space.dim();
    WeightRows.Builder builder = new WeightRows.Builder(space, dim + priors.length);
    double[] column = new double[dim];
    for (int j = 0; j < dim; j++) {
      for (int i = 0; i < dim; i++) {
        column[i] = whitening[i * dim + j];
      }
      builder.add(column, -Matrices.dot(column, centre));
    }
    double[] products = times(whitenedMeans, Matrices.transposed(whitening, dim));
    for (int c = 0; c < priors.length; c++) {
      double[] row = Arrays.copyOfRange(products, c * dim, (c + 1) * dim);
      builder.add(row, -Matrices.dot(row, centre));
    }
    return builder.build();
  }

  /** Returns the class means in whitened coordinates, float64[classes][dim]. */
  private double[] whitenedMeans() {
    int dim = space.dim();
    double[] offsets = new double[priors.length * dim];
    for (int at = 0; at < offsets.length; at++) {
      offsets[at] = means.means()[at] - centre[at % dim];
    }
    return times(offsets, whitening);
  }

  /** Returns the product of a row for each class and a matrix of the space. */
  private double[] times(double[] rowOfEach, double[] matrix) {
    int dim = space.dim();
    double[] result = new double[rowOfEach.length];
    kernels.addProduct(
        priors.length,
        dim,
        dim,
        new Block(rowOfEach, 0, dim),
        new Block(matrix, 0, dim),
        new Block(result, 0, dim));
    return result;
  }

  private void place(int c, double[] whitened) {
    for (int i = 0; i < whitened.length; i++) {
      columns[i * priors.length + c] = whitened[i];
    }
    halfSquares[c] = 0.5 * Matrices.dot(whitened, whitened);
  }

  /**
   * Returns the geometry of all classes.
   *
   * @param shrinkage of the covariance within classes
   * @return empty where the samples do not say how classes scatter: fewer than the number of
   *     classes and two, or none that differs from the mean of its class
   */
  public static Optional<ClassGeometry> of(SufficientStatistics statistics, Shrinkage shrinkage) {
    ClassMeans means = ClassMeans.of(statistics);
    return WithinCovariance.factored(Kernels.operations(), statistics, means, shrinkage)
        .map(within -> new ClassGeometry(statistics, means, within));
  }

  /** Returns the geometry of the same samples taken as one class: that of all there is. */
  public static Optional<ClassGeometry> ofAll(
      SufficientStatistics statistics, Shrinkage shrinkage) {
    return statistics.classes().stream()
        .reduce(ClassSums::plus)
        .map(all ->
            SufficientStatistics.of(statistics.space(), Map.of("", all), statistics.moments()))
        .flatMap(all -> of(all, shrinkage));
  }

  /** Returns the space. */
  public Space space() {
    return space;
  }

  /** Returns the labels, in the order of {@link LabelOrder}: classes are numbered by it. */
  public List<String> labels() {
    return labels;
  }

  /** Returns the number of classes. */
  public int classes() {
    return priors.length;
  }

  /** Returns the share of a class among the samples. */
  public double prior(int c) {
    return priors[c];
  }

  /** Returns the mean of a class, float64[dim]. */
  public double[] mean(int c) {
    double[] mean = new double[space.dim()];
    System.arraycopy(means.means(), c * mean.length, mean, 0, mean.length);
    return mean;
  }

  /**
   * Returns how well the samples of a class hold together: their mean cosine to the mean of the
   * class, in [0, 1]; where vectors are not of one length, as far as that follows from how all
   * samples scatter within classes.
   */
  public double cohesion(int c) {
    double[] mean = mean(c);
    double square = Matrices.dot(mean, mean);
    double length =
        switch (space.normalisation()) {
          case Normalisation.L2() -> Normalisation.UNIT;
          case Normalisation.Fixed fixed -> Math.sqrt(square + scatter);
        };
    return Math.min(1, Math.sqrt(square) / length);
  }

  /** Returns the mean of all samples, float64[dim]. */
  public double[] centre() {
    return centre.clone();
  }

  /** Returns the weighted sum of the class means, float64[dim]. */
  public double[] mixed(double[] weights) {
    double[] mixed = new double[space.dim()];
    kernels.addRows(
        priors.length, mixed.length, weights, 0, means.means(), 0, mixed.length, mixed, 0);
    return mixed;
  }

  /** Returns a point in whitened coordinates, float64[dim]. */
  public double[] whitened(double[] point) {
    double[] offset = new double[centre.length];
    for (int i = 0; i < offset.length; i++) {
      offset[i] = point[i] - centre[i];
    }
    return whitenedDifference(offset);
  }

  /** Returns a difference of two points in whitened coordinates, float64[dim]. */
  public double[] whitenedDifference(double[] difference) {
    return Matrices.rowTimes(kernels, difference, whitening);
  }

  /**
   * Returns an embedding in whitened coordinates, by integer products: what {@link #whitened} and
   * {@link #squaredDistances} would say up to the rounding of their factors to int16, at a small
   * part of their cost.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public WhitenedPoint place(Embedding embedding) {
    Kernels.checkDim(embedding, space.dim(), "the geometry has");
    int[] dots = new int[rows.count()];
    Kernels.dots(embedding, rows, dots);
    double[] coordinates = new double[space.dim()];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = rows.score(i, dots[i]);
    }
    double[] products = new double[priors.length];
    for (int c = 0; c < products.length; c++) {
      products[c] = rows.score(coordinates.length + c, dots[coordinates.length + c]);
    }
    return new WhitenedPoint(coordinates, products, halfSquares);
  }

  /**
   * Returns an embedding less a displacement, brought into the space.
   *
   * @param displacement float64[dim] in the units of embeddings
   * @return empty where nothing is left of it
   */
  public Optional<Embedding> less(Embedding embedding, double[] displacement) {
    double[] point = embedding.toPoint();
    boolean left = false;
    for (int i = 0; i < point.length; i++) {
      point[i] -= displacement[i];
      left |= point[i] != 0;
    }
    return left ? Optional.of(space.requantise(point)) : Optional.empty();
  }

  /** Returns a point that is whitened already, with its products. */
  public WhitenedPoint at(double[] whitened) {
    return new WhitenedPoint(whitened.clone(), products(whitened), halfSquares);
  }

  /** Returns the dot product of a whitened point or difference with the mean of each class. */
  public double[] products(double[] whitened) {
    double[] products = new double[priors.length];
    kernels.addRows(
        whitened.length, priors.length, whitened, 0, columns, 0, priors.length, products, 0);
    return products;
  }

  /** Returns {@code R g}: the gradient by a point whose gradient by the whitened point is g. */
  public double[] gradient(double[] whitenedGradient) {
    int dim = centre.length;
    double[] gradient = new double[dim];
    for (int i = 0; i < dim; i++) {
      for (int j = i; j < dim; j++) {
        gradient[i] += whitening[i * dim + j] * whitenedGradient[j];
      }
    }
    return gradient;
  }

  /** Returns the squared Mahalanobis distance of a whitened point to the mean of each class. */
  public double[] squaredDistances(double[] whitened) {
    return at(whitened).squaredDistances();
  }

  /**
   * Returns the squared Mahalanobis distance of a point to the mean of all samples, by their
   * covariance as one class: that within classes, shrunk, and that of the class means.
   *
   * @return empty where classes lie so far apart that there is no telling
   */
  public OptionalDouble squaredDistanceToAll(WhitenedPoint point) {
    return total.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(point.through(total.get()));
  }

  /** Returns the squared Mahalanobis distance of a whitened point to the nearest class mean. */
  public double leastSquaredDistance(double[] whitened) {
    return at(whitened).leastSquaredDistance();
  }
}
