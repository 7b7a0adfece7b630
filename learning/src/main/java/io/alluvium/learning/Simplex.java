package io.alluvium.learning;

import java.util.Objects;

/**
 * A regular simplex around the origin: {@code dim + 1} unit vectors in {@code dim} dimensions, any
 * two of which have the cosine {@code -1 / dim}, as far apart as so many can be.
 *
 * <pre>
 * v_k   = sqrt((d + 1) / d) (e_k - c 1)      k &lt; d,  c = (1 + a) / (d + 1),  a = (1 - sqrt(d + 1)) / d
 * v_d   = -1 / sqrt(d)
 * </pre>
 *
 * <p>In double, from square roots and divisions alone: the same bits everywhere. No vertex is
 * stored; a product with all of them costs {@code O(dim)}. Immutable.
 *
 * <p>Source: Pernici, Bruni, Baecchi and Del Bimbo, "Regular polytope networks", IEEE TNNLS 2021,
 * section III, the d-simplex.
 *
 * @param dim number of dimensions, 1 to {@link Embedding#MAX_DIM}
 */
public record Simplex(int dim) {
  /**
   * Checks the dimension.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public Simplex {
    if (dim < 1 || dim > Embedding.MAX_DIM) {
      throw new IllegalArgumentException(
          "simplex has dimension " + dim + ", expected 1 to " + Embedding.MAX_DIM);
    }
  }

  /** Returns the number of vertices. */
  public int count() {
    return dim + 1;
  }

  /** Returns the coordinate of each vertex but the last in the dimension of its number. */
  public double own() {
    return stretch() + other();
  }

  /** Returns the coordinate of each vertex but the last in every other dimension. */
  public double other() {
    double first = (1 - Math.sqrt(dim + 1.0)) / dim;
    return -stretch() * ((1 + first) / (dim + 1.0));
  }

  /** Returns the coordinate of the last vertex in every dimension. */
  public double last() {
    return -1 / Math.sqrt(dim);
  }

  private double stretch() {
    return Math.sqrt((dim + 1.0) / dim);
  }

  /**
   * Returns a vertex.
   *
   * @param number 0 to {@code dim}
   * @return float64[dim] of norm 1
   * @throws IndexOutOfBoundsException if there is no such vertex
   */
  public double[] vertex(int number) {
    boolean isLast = Objects.checkIndex(number, count()) == dim;
    double[] vertex = new double[dim];
    for (int i = 0; i < dim; i++) {
      vertex[i] = isLast ? last() : i == number ? own() : other();
    }
    return vertex;
  }

  /**
   * Returns the cosines of a direction to all vertices.
   *
   * @param direction float64[dim], finite, of any length
   * @return float64[dim + 1]; all 0 where there is no direction
   * @throws IllegalArgumentException if the dimension differs
   */
  public double[] cosines(double[] direction) {
    if (direction.length != dim) {
      throw new IllegalArgumentException(
          "direction has dimension " + direction.length + ", the simplex has " + dim);
    }
    double sum = 0;
    double squares = 0;
    for (double value : direction) {
      sum += value;
      squares += value * value;
    }
    double[] cosines = new double[count()];
    if (squares == 0) {
      return cosines;
    }
    double norm = Math.sqrt(squares);
    double own = stretch() / norm;
    double shared = other() * sum / norm;
    for (int k = 0; k < dim; k++) {
      cosines[k] = own * direction[k] + shared;
    }
    cosines[dim] = last() * sum / norm;
    return cosines;
  }
}
