package io.alluvium.learning;

import java.util.Optional;

/**
 * What one label event does to the sums: a sample leaves a class, enters one, or both. It may leave
 * and enter the same class, with another weight.
 *
 * @param sampleId id of the sample
 * @param embedding the sample as it was learnt and must be unlearnt
 * @param period bucket of time that the sample is of, at least 0; 0 where there are none
 * @param from what it counted as until now; empty for a first label
 * @param to what it counts as from now on; empty for a withdrawal
 */
public record LabelChange(
    String sampleId,
    Embedding embedding,
    long period,
    Optional<Assignment> from,
    Optional<Assignment> to) {
  /**
   * Checks that something changes.
   *
   * @throws IllegalArgumentException if both sides are equal, or the period is negative
   */
  public LabelChange {
    if (period < 0) {
      throw new IllegalArgumentException(
          "sample '" + sampleId + "' is of period " + period + ", expected at least 0");
    }
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

  /** Makes a change of a sample where there are no buckets of time. */
  public LabelChange(
      String sampleId, Embedding embedding, Optional<Assignment> from, Optional<Assignment> to) {
    this(sampleId, embedding, 0, from, to);
  }

  /** Returns the change that takes this one back. */
  public LabelChange inverse() {
    return new LabelChange(sampleId, embedding, period, to, from);
  }

  /** Returns the class that the sample leaves. */
  public Optional<String> left() {
    return from.map(Assignment::label);
  }

  /** Returns the class that the sample enters. */
  public Optional<String> entered() {
    return to.map(Assignment::label);
  }

  /** Returns whether the sample stays in its class and only its weight changes. */
  public boolean isOfWeight() {
    return left().equals(entered());
  }

  /** Returns by how many the samples that have a label grow: -1, 0 or 1. */
  public int addedSamples() {
    return (to.isPresent() ? 1 : 0) - (from.isPresent() ? 1 : 0);
  }

  /** Returns by how much the weight of all samples grows. */
  public int addedWeight() {
    return to.map(Assignment::weight).orElse(0) - from.map(Assignment::weight).orElse(0);
  }
}
