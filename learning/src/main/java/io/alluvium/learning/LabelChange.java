package io.alluvium.learning;

import java.util.Optional;

/**
 * What one label event does to the sums: a sample leaves a class, enters one, or both.
 *
 * @param sampleId id of the sample
 * @param embedding the sample as it was learnt and must be unlearnt
 * @param from class that it leaves; empty for a first label
 * @param to class that it enters; empty for a withdrawal
 */
public record LabelChange(
    String sampleId, Embedding embedding, Optional<String> from, Optional<String> to) {
  /**
   * Checks that something changes.
   *
   * @throws IllegalArgumentException if both sides are equal
   */
  public LabelChange {
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "label of sample '"
              + sampleId
              + "' does not change: it is "
              + from
              + " and becomes "
              + to);
    }
  }
}
