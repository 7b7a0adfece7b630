package io.alluvium.learning;

import java.util.Map;

/** Places classes at rows that were trained, and others at their means. Immutable. */
final class TrainedMetric implements Metric {
  private final double unit;
  private final Map<String, double[]> rows;

  /**
   * Creates the metric.
   *
   * @param rows float64[dim] by class, for queries of unit length
   */
  TrainedMetric(Space space, Map<String, double[]> rows) {
    this.unit = 1 / space.usualNorm();
    this.rows = rows;
  }

  @Override
  public double place(String label, ClassSums sums, double[] weights) {
    double[] trained = rows.get(label);
    double[] row =
        trained == null
            ? SoftmaxTrainer.imprinted(sums.offsetFrom(new double[sums.dim()]))
            : trained;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = unit * row[i];
    }
    return 0;
  }
}
