package io.alluvium.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An orthonormal basis of the directions in which given vectors lie.
 *
 * <p>The vector with the most energy left gives the next direction, until the share of the energy
 * asked for is inside. That needs no more directions than vectors and some more than the principal
 * axes would; with all of the energy the span is the same.
 */
final class Subspace {
  /** Energy that counts as none, for vectors of about unit length. */
  private static final double NONE = 1e-10;

  private final int dim;
  private final List<double[]> basis;

  private Subspace(int dim, List<double[]> basis) {
    this.dim = dim;
    this.basis = List.copyOf(basis);
  }

  /**
   * Finds the basis.
   *
   * @param vectors float64[dim] each; they are taken apart
   * @param energy share of the sum of squares that must be inside, above 0 to 1
   */
  static Subspace spanned(int dim, List<double[]> vectors, double energy) {
    List<double[]> basis = new ArrayList<>();
    double[] left = vectors.stream().mapToDouble(Subspace::squares).toArray();
    double all = sum(left);
    while (basis.size() < dim && sum(left) > (1 - energy) * all) {
      int most = most(left);
      if (most < 0 || left[most] <= NONE) {
        break;
      }
      double[] axis = unit(vectors.get(most));
      basis.add(axis);
      for (int i = 0; i < left.length; i++) {
        subtract(vectors.get(i), axis);
        left[i] = squares(vectors.get(i));
      }
    }
    return new Subspace(dim, basis);
  }

  int size() {
    return basis.size();
  }

  /** Returns the part of each row that lies inside: float32[rows * dim], row by row. */
  float[] inside(float[] rows) {
    float[] inside = new float[rows.length];
    double[] row = new double[dim];
    for (int start = 0; start < rows.length; start += dim) {
      Arrays.fill(row, 0);
      for (double[] axis : basis) {
        double length = 0;
        for (int i = 0; i < dim; i++) {
          length += rows[start + i] * axis[i];
        }
        for (int i = 0; i < dim; i++) {
          row[i] += length * axis[i];
        }
      }
      for (int i = 0; i < dim; i++) {
        inside[start + i] = (float) row[i];
      }
    }
    return inside;
  }

  private static int most(double[] left) {
    int most = -1;
    for (int i = 0; i < left.length; i++) {
      if (most < 0 || left[i] > left[most]) {
        most = i;
      }
    }
    return most;
  }

  private static double[] unit(double[] vector) {
    double norm = Math.sqrt(squares(vector));
    double[] unit = new double[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vector[i] / norm;
    }
    return unit;
  }

  private static void subtract(double[] vector, double[] axis) {
    double length = 0;
    for (int i = 0; i < axis.length; i++) {
      length += vector[i] * axis[i];
    }
    for (int i = 0; i < axis.length; i++) {
      vector[i] -= length * axis[i];
    }
  }

  private static double squares(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return sum;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
