package io.alluvium.learning;

import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import java.util.Arrays;
import java.util.List;
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
  private final double[] lengths;
  private final double[] priors;
  private final double[] centre;
  private final Whitening whitening;
  private final double[] origin;
  private final double[] columns;
  private final double[] halfSquares;
  private final double[] variances;
  private final WeightRows rows;
  private final Optional<TotalCovariance> total;
  private final GeometryParts parts;

  private ClassGeometry(
      SufficientStatistics statistics, ClassMeans means, Whitening whitening, GeometryParts parts) {
    this.space = statistics.space();
    this.labels = List.copyOf(statistics.labels());
    this.means = means;
    this.lengths = new double[labels.size()];
    this.priors = new double[labels.size()];
    this.whitening = whitening;
    this.columns = new double[space.dim() * labels.size()];
    this.halfSquares = new double[labels.size()];
    for (int c = 0; c < priors.length; c++) {
      lengths[c] = Matrices.norm(mean(c));
      priors[c] = (double) means.samples(c) / statistics.samples();
    }
    this.centre = mixed(priors);
    this.origin = whitening.times(centre);
    double[] whitenedMeans = whitenedMeans();
    for (int c = 0; c < priors.length; c++) {
      place(c, Arrays.copyOfRange(whitenedMeans, c * space.dim(), (c + 1) * space.dim()));
    }
    this.variances = spread();
    this.rows = rows(whitenedMeans);
    this.total = TotalCovariance.of(kernels, priors, whitenedMeans, columns);
    this.parts = parts;
  }

  /** Rows of {@link #place}: one for each class. */
  private WeightRows rows(double[] whitenedMeans) {
    int dim = space.dim();
    WeightRows.Builder builder = new WeightRows.Builder(space, priors.length);
    double[] products = Matrices.product(kernels, whitenedMeans, dim, whitening.transposed(), dim);
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
    return Matrices.product(kernels, offsets, dim, whitening.matrix(), dim);
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
    return Whitening.of(statistics, shrinkage)
        .map(whitening -> of(statistics, whitening, GeometryParts.NONE));
  }

  /** Returns the same in coordinates that were found for these samples, with more about them. */
  static ClassGeometry of(
      SufficientStatistics statistics, Whitening whitening, GeometryParts parts) {
    return new ClassGeometry(statistics, ClassMeans.of(statistics), whitening, parts);
  }

  /** Returns the space. */
  public Space space() {
    return space;
  }

  /** Returns the labels, in the order of {@link LabelOrder}: classes are numbered by it. */
  public List<String> labels() {
    return labels;
  }

  /** Returns axes of all samples taken as one class, where the solve was to find them. */
  public Optional<PrincipalAxes> axes() {
    return parts.axes();
  }

  /** Returns how far the labelled samples are, where the solve was to say so. */
  public Optional<NthNeighbour> neighbour() {
    return parts.neighbour();
  }

  /** Returns the number of classes. */
  public int classes() {
    return priors.length;
  }

  /** Returns the share of a class among the samples. */
  public double prior(int c) {
    return priors[c];
  }

  /** Returns how often two samples of the labelled ones are of one class, in (0, 1]. */
  public double learntByChance() {
    double chance = 0;
    for (int c = 0; c < classes(); c++) {
      chance += prior(c) * prior(c);
    }
    return chance;
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
          case Normalisation.Fixed fixed -> Math.sqrt(square + whitening.trace());
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
    return whitening.times(difference);
  }

  /**
   * Returns an embedding in whitened coordinates, by integer products: what {@link #whitened} and
   * {@link #squaredDistances} would say up to the rounding of their factors to int16, at a small
   * part of their cost.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public WhitenedPoint place(Embedding embedding) {
    double[] products = products(embedding);
    double[] coordinates = whitening.project(embedding, origin);
    return new WhitenedPoint(coordinates, products, halfSquares);
  }

  /** Returns the dot product with the mean of each class, both whitened. */
  private double[] products(Embedding embedding) {
    Kernels.checkDim(embedding, space.dim(), "the geometry has");
    int[] dots = new int[rows.count()];
    Kernels.dots(embedding, rows, dots);
    double[] products = new double[priors.length];
    for (int c = 0; c < products.length; c++) {
      products[c] = rows.score(c, dots[c]);
    }
    return products;
  }

  /**
   * Returns one minus the greatest cosine of a point to the mean of a class, in [0, 2]; a point or
   * a mean of length 0 has a cosine of 0 to all.
   *
   * @param point float64[dim] in the units of embeddings
   */
  public double cosineDistance(double[] point) {
    double length = Matrices.norm(point);
    double[] dots = Matrices.product(kernels, means.means(), point.length, point, 1);
    double greatest = -1;
    for (int c = 0; c < lengths.length; c++) {
      double lengthsBoth = length * lengths[c];
      greatest = Math.max(greatest, lengthsBoth > 0 ? dots[c] / lengthsBoth : 0);
    }
    return 1 - greatest;
  }

  /**
   * Returns the squared distance of a point to the nearest class mean less that to the mean of all
   * samples; where there is no distance to all samples, only that to the nearest class.
   */
  public double relativeDistance(WhitenedPoint point) {
    return point.leastSquaredDistance() - squaredDistanceToAll(point).orElse(0);
  }

  /**
   * Returns the same of an embedding, up to rounding. With fewer classes than dimensions its
   * squared length is in both distances and cancels out, so that it need not be projected.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public double relativeDistance(Embedding embedding) {
    if (total.isEmpty() || !total.get().isByClasses()) {
      return relativeDistance(place(embedding));
    }
    double[] products = products(embedding);
    return total.get().explained(products) - 2 * WhitenedPoint.greatest(products, halfSquares);
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
    double[] matrix = whitening.matrix();
    double[] gradient = new double[dim];
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        gradient[i] += matrix[i * dim + j] * whitenedGradient[j];
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

  /**
   * Returns the variance of all samples along each whitened coordinate: 1 within classes, and what
   * class means scatter by. float64[dim].
   */
  public double[] variances() {
    return variances.clone();
  }

  private double[] spread() {
    double[] spread = new double[centre.length];
    for (int i = 0; i < spread.length; i++) {
      spread[i] = 1;
      for (int c = 0; c < priors.length; c++) {
        double mean = columns[i * priors.length + c];
        spread[i] += priors[c] * mean * mean;
      }
    }
    return spread;
  }

  /** Returns the squared Mahalanobis distance of a whitened point to the nearest class mean. */
  public double leastSquaredDistance(double[] whitened) {
    return at(whitened).leastSquaredDistance();
  }
}
