package io.alluvium.evaluation.reference;

import java.util.List;

/**
 * A row as it was measured.
 *
 * @param row what was to be reproduced
 * @param accuracies one for each seed; empty if it was not measured
 */
public record Measured(ReferenceRow row, List<Double> accuracies) {
  /** Copies the list. */
  public Measured {
    accuracies = List.copyOf(accuracies);
  }

  double mean() {
    return accuracies.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** Returns the standard deviation of the draws, 0 for one. */
  double deviation() {
    double mean = mean();
    double squares = 0;
    for (double each : accuracies) {
      squares += (each - mean) * (each - mean);
    }
    return accuracies.size() < 2 ? 0 : Math.sqrt(squares / (accuracies.size() - 1));
  }
}
