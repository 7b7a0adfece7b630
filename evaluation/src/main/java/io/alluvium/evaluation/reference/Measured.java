package io.alluvium.evaluation.reference;

import io.alluvium.evaluation.metrics.Sample;
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

  /** Returns the accuracies, of which there is at least one. */
  Sample sample() {
    return new Sample(accuracies);
  }
}
