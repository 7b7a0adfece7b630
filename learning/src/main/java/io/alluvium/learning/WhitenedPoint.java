package io.alluvium.learning;

import io.alluvium.learning.internal.Matrices;

/**
 * A point in the coordinates of a {@link ClassGeometry}, with what all squared Mahalanobis
 * distances to class means follow from: distances after a displacement cost no more than a number
 * for each class. Immutable; safe for any thread.
 */
public final class WhitenedPoint {
  private final double[] coordinates;
  private final double[] products;
  private final double[] halfSquares;
  private final double square;

  /**
   * Joins a point and its products.
   *
   * @param coordinates float64[dim], owned from now on
   * @param products dot product with each class mean, float64[classes], owned from now on
   * @param halfSquares half the squared length of each class mean, float64[classes], shared
   */
  WhitenedPoint(double[] coordinates, double[] products, double[] halfSquares) {
    this.coordinates = coordinates;
    this.products = products;
    this.halfSquares = halfSquares;
    this.square = Matrices.dot(coordinates, coordinates);
  }

  /** Returns the coordinates, float64[dim]. */
  public double[] coordinates() {
    return coordinates.clone();
  }

  /** Adds the coordinates to sums, and their squares to sums of squares, float64[dim] each. */
  public void addTo(double[] sums, double[] squares) {
    for (int i = 0; i < coordinates.length; i++) {
      sums[i] += coordinates[i];
      squares[i] += coordinates[i] * coordinates[i];
    }
  }

  /** Returns the squared distance to the mean of each class, float64[classes]. */
  public double[] squaredDistances() {
    double[] distances = new double[products.length];
    for (int c = 0; c < distances.length; c++) {
      distances[c] = Math.max(0, square - 2 * (products[c] - halfSquares[c]));
    }
    return distances;
  }

  /** Returns the squared distance to the nearest class mean. */
  public double leastSquaredDistance() {
    return Math.max(0, square - 2 * greatest(products, halfSquares));
  }

  /** Returns the number of the nearest class, the first of those that are equally near. */
  public int nearest() {
    int nearest = 0;
    for (int c = 1; c < products.length; c++) {
      if (products[c] - halfSquares[c] > products[nearest] - halfSquares[nearest]) {
        nearest = c;
      }
    }
    return nearest;
  }

  /**
   * Returns half of what the squared distance to the nearest class mean is less than the squared
   * length.
   */
  static double greatest(double[] products, double[] halfSquares) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < products.length; c++) {
      greatest = Math.max(greatest, products[c] - halfSquares[c]);
    }
    return greatest;
  }

  /**
   * Returns the squared distance to the nearest class mean of the point less a displacement.
   *
   * @param displacement float64[dim], whitened
   * @param displacementProducts its dot product with each class mean, float64[classes]
   */
  public double leastSquaredDistanceLess(double[] displacement, double[] displacementProducts) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < products.length; c++) {
      greatest = Math.max(greatest, products[c] - displacementProducts[c] - halfSquares[c]);
    }
    double moved =
        square
            - 2 * Matrices.dot(coordinates, displacement)
            + Matrices.dot(displacement, displacement);
    return Math.max(0, moved - 2 * greatest);
  }

  /** Returns the squared distance to the mean of all samples. */
  double through(TotalCovariance total) {
    return total.squaredDistance(coordinates, products, square);
  }

  /**
   * Moves a fading mean of points, and the products of that mean, a share of the way towards this
   * point.
   *
   * @param mean float64[dim], changed
   * @param meanProducts float64[classes], changed
   */
  public void draw(double[] mean, double[] meanProducts, double share) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] += share * (coordinates[i] - mean[i]);
    }
    for (int c = 0; c < meanProducts.length; c++) {
      meanProducts[c] += share * (products[c] - meanProducts[c]);
    }
  }
}
