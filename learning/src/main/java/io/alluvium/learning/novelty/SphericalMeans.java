package io.alluvium.learning.novelty;

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
  private static final int MAX_ROUNDS = 30;

  /** Cosine of two means from which on their groups are one. */
  private static final double ONE_GROUP = 0.9;

  private final List<double[]> directions;
  private final double[][] means;
  private final int[] groups;

  private SphericalMeans(List<double[]> directions, int count) {
    this.directions = directions;
    this.means = new double[count][];
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

  private void start(int first) {
    double[] nearest = new double[directions.size()];
    Arrays.fill(nearest, Double.NEGATIVE_INFINITY);
    int next = first;
    for (int c = 0; c < means.length; c++) {
      means[c] = directions.get(next).clone();
      for (int i = 0; i < nearest.length; i++) {
        nearest[i] = Math.max(nearest[i], Matrices.dot(directions.get(i), means[c]));
        next = nearest[i] < nearest[next] ? i : next;
      }
    }
    Arrays.fill(groups, -1);
  }

  private boolean assign() {
    boolean moved = false;
    for (int i = 0; i < groups.length; i++) {
      int best = 0;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < means.length; c++) {
        double cosine = Matrices.dot(directions.get(i), means[c]);
        if (cosine > greatest) {
          greatest = cosine;
          best = c;
        }
      }
      moved |= groups[i] != best;
      groups[i] = best;
    }
    return moved;
  }

  private void update() {
    for (int c = 0; c < means.length; c++) {
      double[] sum = new double[means[c].length];
      for (int i = 0; i < groups.length; i++) {
        if (groups[i] == c) {
          add(sum, directions.get(i));
        }
      }
      if (Matrices.dot(sum, sum) > 0) {
        means[c] = direction(sum);
      }
    }
  }

  /** Gives groups whose means point the same way the number of the first of them. */
  private void join() {
    for (int c = 1; c < means.length; c++) {
      for (int earlier = 0; earlier < c; earlier++) {
        if (Matrices.dot(means[earlier], means[c]) >= ONE_GROUP) {
          rename(c, earlier);
          break;
        }
      }
    }
  }

  private void rename(int from, int to) {
    for (int i = 0; i < groups.length; i++) {
      groups[i] = groups[i] == from ? to : groups[i];
    }
  }

  static void add(double[] sum, double[] direction) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += direction[i];
    }
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
