package io.alluvium.learning;

import io.alluvium.learning.internal.Cholesky;
import java.util.List;

/**
 * Ridge regression on membership in a class, as log-odds at temperature 1/16: {@code w_c = 16 (G +
 * lambda I)^-1 s_c}, which is linear in the sums of a class.
 */
final class RidgeMetric implements Metric {
  private static final double INVERSE_TEMPERATURE = 16;

  private final Cholesky gram;
  private final BalancedClasses balanced;

  /** Creates the metric from the factored {@code G + lambda I} and the weights of classes in it. */
  RidgeMetric(Cholesky gram, BalancedClasses balanced) {
    this.gram = gram;
    this.balanced = balanced;
  }

  @Override
  public double place(String label, ClassSums sums, double[] weights) {
    place(List.of(label), List.of(sums), weights, new double[1]);
    return 0;
  }

  @Override
  public void place(
      List<String> labels, List<ClassSums> classes, double[] weights, double[] biases) {
    int columns = classes.size();
    int dim = classes.getFirst().dim();
    double[] values = new double[dim * columns];
    for (int c = 0; c < columns; c++) {
      double weight = INVERSE_TEMPERATURE * balanced.weight(classes.get(c).count());
      for (int i = 0; i < dim; i++) {
        values[i * columns + c] = weight * classes.get(c).sum(i);
      }
    }
    gram.solve(values, columns);
    for (int c = 0; c < columns; c++) {
      biases[c] = 0;
      for (int i = 0; i < dim; i++) {
        weights[c * dim + i] = values[i * columns + c];
      }
    }
  }
}
