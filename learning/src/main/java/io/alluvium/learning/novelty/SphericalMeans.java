package io.alluvium.learning.novelty;

import io.alluvium.learning.Kernels;
import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import java.util.Arrays;
import java.util.List;

/**
 * Groups directions around means, by cosine.
 *
 * <p>Source: Dhillon and Modha, "Concept decompositions for large sparse text data using
 * clustering", Machine Learning 2001; the first means are points far from each other (Gonzalez
 * 1985), beginning with a given one, so that nothing is drawn.
 */
final class SphericalMeans {
  /** Cosine of two means from which on their groups are one. */
  static final double ONE_GROUP = 0.9;

  private static final int MAX_ROUNDS = 30;

  private final KernelOperations kernels = Kernels.operations();
  private final List<double[]> directions;
  private final int dim;
  private final double[] columns;
  private final double[] means;
  private final int[] groups;

  private SphericalMeans(List<double[]> directions, int count) {
    this.directions = directions;
    this.dim = directions.getFirst().length;
    this.columns = new double[dim * directions.size()];
    for (int i = 0; i < directions.size(); i++) {
      for (int j = 0; j < dim; j++) {
        columns[j * directions.size() + i] = directions.get(i)[j];
      }
    }
    this.means = new double[count * dim];
    this.groups = new int[directions.size()];
  }

  /**
   * Returns the group of each direction.
   *
   * @param directions float64[dim] of norm 1, at least {@code count}
   * @param first which of them the first mean is
   */
  static int[] groups(List<double[]> directions, int count, int first) {
    SphericalMeans means = new SphericalMeans(directions, count);
    means.start(first);
    boolean moved = true;
    for (int round = 0; moved && round < MAX_ROUNDS; round++) {
      moved = means.assign();
      means.update();
    }
    means.join();
    return means.groups.clone();
  }

  private int count() {
    return means.length / dim;
  }

  private void start(int first) {
    double[] nearest = new double[groups.length];
    Arrays.fill(nearest, Double.NEGATIVE_INFINITY);
    int next = first;
    for (int c = 0; c < count(); c++) {
      System.arraycopy(directions.get(next), 0, means, c * dim, dim);
      double[] cosines = cosines(mean(c));
      for (int i = 0; i < nearest.length; i++) {
        nearest[i] = Math.max(nearest[i], cosines[i]);
        next = nearest[i] < nearest[next] ? i : next;
      }
    }
    Arrays.fill(groups, -1);
  }

  /** Returns the cosine of each direction to each of some means, float64[some][directions]. */
  private double[] cosines(double[] some) {
    return Matrices.product(kernels, some, dim, columns, groups.length);
  }

  private boolean assign() {
    double[] cosines = cosines(means);
    boolean moved = false;
    for (int i = 0; i < groups.length; i++) {
      int best = 0;
      for (int c = 1; c < count(); c++) {
        best = cosines[c * groups.length + i] > cosines[best * groups.length + i] ? c : best;
      }
      moved |= groups[i] != best;
      groups[i] = best;
    }
    return moved;
  }

  private void update() {
    double[] sums = new double[means.length];
    for (int i = 0; i < groups.length; i++) {
      double[] direction = directions.get(i);
      for (int j = 0; j < dim; j++) {
        sums[groups[i] * dim + j] += direction[j];
      }
    }
    for (int c = 0; c < count(); c++) {
      double[] sum = Arrays.copyOfRange(sums, c * dim, (c + 1) * dim);
      if (Matrices.dot(sum, sum) > 0) {
        System.arraycopy(direction(sum), 0, means, c * dim, dim);
      }
    }
  }

  /** Gives groups whose means point the same way the number of the first of them. */
  private void join() {
    for (int c = 1; c < count(); c++) {
      for (int earlier = 0; earlier < c; earlier++) {
        if (Matrices.dot(mean(earlier), mean(c)) >= ONE_GROUP) {
          rename(c, earlier);
          break;
        }
      }
    }
  }

  private double[] mean(int c) {
    return Arrays.copyOfRange(means, c * dim, (c + 1) * dim);
  }

  private void rename(int from, int to) {
    for (int i = 0; i < groups.length; i++) {
      groups[i] = groups[i] == from ? to : groups[i];
    }
  }

  /** Returns the direction of the sum of directions. */
  static double[] middle(List<double[]> directions) {
    double[] sum = new double[directions.getFirst().length];
    for (double[] direction : directions) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += direction[i];
      }
    }
    return direction(sum);
  }

  /** Returns the vector at norm 1; one without a direction comes back as zeros. */
  static double[] direction(double[] vector) {
    double norm = Matrices.norm(vector);
    double[] direction = new double[vector.length];
    for (int i = 0; i < direction.length && norm > 0; i++) {
      direction[i] = vector[i] / norm;
    }
    return direction;
  }
}
