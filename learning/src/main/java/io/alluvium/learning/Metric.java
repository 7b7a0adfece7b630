package io.alluvium.learning;

import java.util.List;
import java.util.Optional;

/**
 * What a solve leaves behind: enough to score, and to place a class without solving again.
 * Immutable; safe for any thread.
 */
interface Metric {
  /**
   * Computes the weights of a class.
   *
   * @param label of the class, for metrics that must not hold it against itself
   * @param sums of at least one sample
   * @param weights float64[dim], overwritten; for queries in the units of {@link Embedding#get}
   * @return the bias
   */
  double place(String label, ClassSums sums, double[] weights);

  /**
   * Computes the weights of several classes: the same bits as one by one.
   *
   * @param labels of the classes
   * @param classes of at least one sample each
   * @param weights float64[at least classes][dim], row-major, overwritten
   * @param biases float64[at least classes], overwritten
   */
  default void place(
      List<String> labels, List<ClassSums> classes, double[] weights, double[] biases) {
    for (int c = 0; c < classes.size(); c++) {
      double[] row = new double[classes.get(c).dim()];
      biases[c] = place(labels.get(c), classes.get(c), row);
      System.arraycopy(row, 0, weights, c * row.length, row.length);
    }
  }

  /** Returns the coordinates it measures in, if they are such. */
  default Optional<Whitening> whitening() {
    return Optional.empty();
  }

  /**
   * Returns the group, 0 or more, of a class with this count: what {@link #finish} adds depends on
   * the class only through its group.
   */
  default int group(long count) {
    return 0;
  }

  /** Returns what the product of query and weights is multiplied by before the bias is added. */
  default double factor(Embedding query) {
    return 1;
  }

  /**
   * Adds to linear scores, in place, what depends on the group of a class.
   *
   * @param groups the group of each class
   * @param scores float64[classes]
   */
  default void finish(Embedding query, ClassGroups groups, double[] scores) {}
}
