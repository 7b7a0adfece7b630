package io.alluvium.learning;

import java.util.List;

/** Places classes under a metric, several at a time, and hands them on one by one. */
final class Placing {
  /** Enough for a metric to share its work, few enough to keep memory small. */
  private static final int AT_A_TIME = 64;

  private final Metric metric;
  private final List<String> labels;
  private final List<ClassSums> classes;
  private final double[] weights;
  private final double[] biases;
  private final double[] row;
  private int next;

  Placing(Metric metric, Space space, List<String> labels, List<ClassSums> classes) {
    this.metric = metric;
    this.labels = labels;
    this.classes = classes;
    int most = Math.min(AT_A_TIME, classes.size());
    this.weights = new double[most * space.dim()];
    this.biases = new double[most];
    this.row = new double[space.dim()];
  }

  /** Adds the row of the next class and returns its group. */
  int next(WeightRows.Builder rows) {
    int slot = next % AT_A_TIME;
    if (slot == 0) {
      int end = Math.min(next + AT_A_TIME, classes.size());
      metric.place(labels.subList(next, end), classes.subList(next, end), weights, biases);
    }
    System.arraycopy(weights, slot * row.length, row, 0, row.length);
    rows.add(row, biases[slot]);
    return metric.group(classes.get(next++).count());
  }
}
