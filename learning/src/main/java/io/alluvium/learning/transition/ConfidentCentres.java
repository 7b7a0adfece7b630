package io.alluvium.learning.transition;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.internal.Matrices;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the new views of shadow samples put each class: their mean, each weighted by how probable
 * the class is for it, {@code softmax(16 cos(y, mu_c))}, at the length of the class mean.
 */
final class ConfidentCentres {
  private static final double INVERSE_TEMPERATURE = 16;
  private static final double LEAST_WEIGHT = 1e-9;

  private ConfidentCentres() {}

  /** Returns the way of each class from its mean to there, float64[dim]. */
  static Map<String, double[]> of(SufficientStatistics moved, List<Pair> pairs) {
    int dim = moved.space().dim();
    List<String> labels = List.copyOf(moved.labels());
    Matrix means = means(moved, labels, dim);
    Matrix directions = unitColumns(means);
    Matrix centres = Matrix.zeros(labels.size(), dim);
    double[] totals = new double[labels.size()];
    for (Pair pair : pairs) {
      double[] view = pair.to().toPoint();
      double[] weights = softmax(directions.rowTimes(view), Matrices.norm(view));
      for (int c = 0; c < weights.length; c++) {
        totals[c] += weights[c];
      }
      centres.addOuter(1, weights, view);
    }
    Map<String, double[]> translations = new TreeMap<>();
    for (int c = 0; c < totals.length; c++) {
      translations.put(labels.get(c), translation(row(means, c), row(centres, c), totals[c]));
    }
    return translations;
  }

  private static Matrix means(SufficientStatistics moved, List<String> labels, int dim) {
    Matrix means = Matrix.zeros(labels.size(), dim);
    for (int c = 0; c < labels.size(); c++) {
      ClassSums sums = moved.classSums(labels.get(c)).orElseThrow();
      for (int i = 0; i < dim; i++) {
        means.values()[c * dim + i] = (double) sums.sum(i) / sums.count();
      }
    }
    return means;
  }

  private static Matrix unitColumns(Matrix means) {
    double[] factors = new double[means.rows()];
    for (int c = 0; c < factors.length; c++) {
      double norm = Matrices.norm(row(means, c));
      factors[c] = norm > 0 ? 1 / norm : 0;
    }
    return means.rowsScaled(factors).transposed();
  }

  private static double[] softmax(double[] dots, double norm) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double dot : dots) {
      largest = Math.max(largest, dot);
    }
    double total = 0;
    double[] weights = new double[dots.length];
    for (int c = 0; c < dots.length; c++) {
      weights[c] = StrictMath.exp(INVERSE_TEMPERATURE * (dots[c] - largest) / norm);
      total += weights[c];
    }
    for (int c = 0; c < dots.length; c++) {
      weights[c] /= total;
    }
    return weights;
  }

  private static double[] translation(double[] mean, double[] centre, double total) {
    double length = Matrices.norm(centre);
    double[] way = new double[mean.length];
    if (total < LEAST_WEIGHT || length == 0) {
      return way;
    }
    double factor = Matrices.norm(mean) / length;
    for (int i = 0; i < way.length; i++) {
      way[i] = centre[i] * factor - mean[i];
    }
    return way;
  }

  private static double[] row(Matrix matrix, int index) {
    double[] row = new double[matrix.columns()];
    System.arraycopy(matrix.values(), index * row.length, row, 0, row.length);
    return row;
  }
}
