package io.alluvium.learning;

import java.util.Optional;

/**
 * What one label event does to the sums: a sample leaves a class, enters one, or both. It may leave
 * and enter the same class, with another weight.
 *
 * <p>A change need not reach everything: a sample may stop being at hand while its label counts on,
 * and the sums of a sample may have come with those of many others ({@link Reach}).
 *
 * @param sampleId id of the sample
 * @param embedding the sample as it was learnt and must be unlearnt
 * @param period bucket of time that the sample is of, at least 0; 0 where there are none
 * @param arrival where the sample itself came, as a ledger offset of at least 0: the order in which
 *     heads that depend on one see samples; 0 where it is not known
 * @param reach what it changes
 * @param from what it counted as until now; empty for a first label
 * @param to what it counts as from now on; empty for a withdrawal
 */
public record LabelChange(
    String sampleId,
    Embedding embedding,
    long period,
    long arrival,
    Reach reach,
    Optional<Assignment> from,
    Optional<Assignment> to) {
  /** What a change of a label changes of what is known. */
  public enum Reach {
    /** Everything: the sums of the space, those of features, the sample itself. */
    ALL,
    /**
     * Only what heads demand beyond the sums of the space: features and the sample itself. The sums
     * come and go with those of others, as after a change of the encoder.
     */
    BEYOND_SUMS,
    /** Only the sample itself, which goes or comes back; all sums stay. */
    SAMPLE
  }

  /**
   * Checks that something changes.
   *
   * @throws IllegalArgumentException if both sides are equal, or the period or the arrival is
   *     negative
   */
  public LabelChange {
    if (arrival < 0) {
      throw new IllegalArgumentException(
          "sample '" + sampleId + "' came at offset " + arrival + ", expected at least 0");
    }
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

  /** Makes a change of sums and samples. */
  public LabelChange(
      String sampleId,
      Embedding embedding,
      long period,
      long arrival,
      Optional<Assignment> from,
      Optional<Assignment> to) {
    this(sampleId, embedding, period, arrival, Reach.ALL, from, to);
  }

  /** Returns the change that a sample makes which is no longer at hand: it counts on. */
  public static LabelChange settled(
      String sampleId, Embedding embedding, long period, long arrival, Assignment as) {
    return new LabelChange(
        sampleId, embedding, period, arrival, Reach.SAMPLE, Optional.of(as), Optional.empty());
  }

  /** Makes a change of a sample of which it is not known where it came. */
  public LabelChange(
      String sampleId,
      Embedding embedding,
      long period,
      Optional<Assignment> from,
      Optional<Assignment> to) {
    this(sampleId, embedding, period, 0, Reach.ALL, from, to);
  }

  /** Makes a change of a sample where there are no buckets of time. */
  public LabelChange(
      String sampleId, Embedding embedding, Optional<Assignment> from, Optional<Assignment> to) {
    this(sampleId, embedding, 0, 0, Reach.ALL, from, to);
  }

  /** Returns the change that takes this one back. */
  public LabelChange inverse() {
    return new LabelChange(sampleId, embedding, period, arrival, reach, to, from);
  }

  /** Returns the same change of another vector in the place of the sample's own. */
  public LabelChange of(Embedding other) {
    return new LabelChange(sampleId, other, period, arrival, reach, from, to);
  }

  /** Returns the same change with another reach. */
  public LabelChange reaching(Reach other) {
    return new LabelChange(sampleId, embedding, period, arrival, other, from, to);
  }

  /** Returns whether the sums of the space change. */
  public boolean touchesSums() {
    return reach == Reach.ALL;
  }

  /** Returns whether sums of features change. */
  public boolean touchesFeatures() {
    return reach != Reach.SAMPLE;
  }

  /** Returns the class that the sample leaves. */
  public Optional<String> left() {
    return from.map(Assignment::label);
  }

  /** Returns the class that the sample enters. */
  public Optional<String> entered() {
    return to.map(Assignment::label);
  }

  /** Returns whether it is the first label of a sample. */
  public boolean isFirstLabel() {
    return touchesSums() && from.isEmpty();
  }

  /** Returns whether the sample stays in its class and only its weight changes. */
  public boolean isOfWeight() {
    return left().equals(entered());
  }

  /** Returns by how many the samples that have a label grow: -1, 0 or 1. */
  public int addedSamples() {
    return touchesSums() ? (to.isPresent() ? 1 : 0) - (from.isPresent() ? 1 : 0) : 0;
  }

  /** Returns by how much the weight of all samples grows. */
  public int addedWeight() {
    return touchesSums()
        ? to.map(Assignment::weight).orElse(0) - from.map(Assignment::weight).orElse(0)
        : 0;
  }
}
