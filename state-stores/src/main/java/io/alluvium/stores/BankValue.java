package io.alluvium.stores;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.SpaceId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the memory bank knows under a sample id: the sample, or a label that arrived before it.
 *
 * <p>Closed. Both cases know the ledger offset at which they entered and its append time, by which
 * they expire.
 */
public sealed interface BankValue {

  /** Returns the ledger offset of the entry that brought it. */
  long offset();

  /** Returns the append time of that entry, in milliseconds since the epoch. */
  long appendMillis();

  /**
   * A sample that was predicted.
   *
   * @param space space of the embedding
   * @param embedding the quantised vector as it was learnt; empty once the entry is settled: it can
   *     no longer be corrected
   * @param image where a settled sample lies in the space, which another encoder saw it in: seen by
   *     heads that look at samples, and not part of the sums; empty where there is an embedding
   * @param source where the sample comes from
   * @param offset ledger offset of the sample
   * @param appendMillis append time of that entry
   * @param eventTime event time in milliseconds since the epoch, where known
   * @param domain the producer's tag for the domain it belongs to, where given
   * @param label what it is known to be, where a label has arrived
   * @param period bucket of time that it is of, 0 where there are none
   */
  record Sample(
      SpaceId space,
      Optional<Embedding> embedding,
      Optional<Embedding> image,
      String source,
      long offset,
      long appendMillis,
      OptionalLong eventTime,
      Optional<String> domain,
      Optional<LabelState> label,
      long period)
      implements BankValue {

    /**
     * Checks that there is one vector at most.
     *
     * @throws IllegalArgumentException if there are two
     */
    public Sample {
      if (embedding.isPresent() && image.isPresent()) {
        throw new IllegalArgumentException("a sample has an embedding and an image");
      }
    }

    /** Makes a sample that is no image. */
    public Sample(
        SpaceId space,
        Optional<Embedding> embedding,
        String source,
        long offset,
        long appendMillis,
        OptionalLong eventTime,
        Optional<String> domain,
        Optional<LabelState> label,
        long period) {
      this(
          space,
          embedding,
          Optional.empty(),
          source,
          offset,
          appendMillis,
          eventTime,
          domain,
          label,
          period);
    }

    /** Makes a sample where there are no buckets of time. */
    public Sample(
        SpaceId space,
        Optional<Embedding> embedding,
        String source,
        long offset,
        long appendMillis,
        OptionalLong eventTime,
        Optional<String> domain,
        Optional<LabelState> label) {
      this(space, embedding, source, offset, appendMillis, eventTime, domain, label, 0);
    }

    /** Returns the same sample with another label state. */
    public Sample labelled(LabelState state) {
      return with(embedding, image, Optional.of(state), period);
    }

    /** Returns the same sample as if it had never had a label. */
    public Sample unlabelled() {
      return with(embedding, image, Optional.empty(), period);
    }

    /** Returns the same sample without its vector. */
    public Sample settled() {
      return with(Optional.empty(), Optional.empty(), label, period);
    }

    /** Returns the same sample with a vector of another space. */
    public Sample seenIn(SpaceId other, Embedding vector) {
      return in(other, Optional.of(vector), Optional.empty());
    }

    /** Returns the same sample, settled, with its image in another space. */
    public Sample settledIn(SpaceId other, Embedding moved) {
      return in(other, Optional.empty(), Optional.of(moved));
    }

    private Sample in(
        SpaceId other, Optional<Embedding> newEmbedding, Optional<Embedding> newImage) {
      return new Sample(
          other,
          newEmbedding,
          newImage,
          source,
          offset,
          appendMillis,
          eventTime,
          domain,
          label,
          period);
    }

    /** Returns the same sample in a bucket of time. */
    public Sample inPeriod(long newPeriod) {
      return with(embedding, image, label, newPeriod);
    }

    /** Returns where the sample lies in its space: as it was learnt, or else as it was moved. */
    public Optional<Embedding> vector() {
      return embedding.or(() -> image);
    }

    private Sample with(
        Optional<Embedding> newEmbedding,
        Optional<Embedding> newImage,
        Optional<LabelState> newLabel,
        long newPeriod) {
      return new Sample(
          space,
          newEmbedding,
          newImage,
          source,
          offset,
          appendMillis,
          eventTime,
          domain,
          newLabel,
          newPeriod);
    }

    /** Returns whether it can travel in a snapshot: it has its vector and counts in a class. */
    public boolean isTold() {
      return embedding.isPresent() && assigned().isPresent();
    }

    /** Returns the same sample as it entered with another entry of the ledger. */
    public Sample enteredAt(long newOffset, long newAppendMillis) {
      return new Sample(
          space, embedding, source, newOffset, newAppendMillis, eventTime, domain, label);
    }

    /** Returns what the sample would count as in another class: its weight stays. */
    public Assignment assignedTo(String other) {
      return assignment().map(known -> known.as(other)).orElse(Assignment.of(other));
    }

    /** Returns the class the sample is counted in; empty while unlabelled or after a withdrawal. */
    public Optional<String> assigned() {
      return label.flatMap(LabelState::label);
    }

    /** Returns what the sample counts as; empty while unlabelled or after a withdrawal. */
    public Optional<Assignment> assignment() {
      return label.flatMap(LabelState::assignment);
    }
  }

  /**
   * The newest label event of a sample.
   *
   * @param assignment the class and its weight; empty after a withdrawal
   * @param sequence version of the label; only a higher one replaces it
   * @param annotator who gave it, where known
   */
  record LabelState(Optional<Assignment> assignment, long sequence, Optional<String> annotator) {
    /** Returns the class; empty after a withdrawal. */
    public Optional<String> label() {
      return assignment.map(Assignment::label);
    }

    /** Returns the same state with another class of the same weight. */
    public LabelState relabelled(String label) {
      int weight = assignment.map(Assignment::weight).orElse(1);
      return new LabelState(Optional.of(new Assignment(label, weight)), sequence, annotator);
    }
  }

  /**
   * A label that waits for its sample.
   *
   * @param state the label and its version
   * @param source source named by the label
   * @param eventTime when it was given, where known
   * @param origin position of the record in the topic of labels
   * @param offset ledger offset of the label
   * @param appendMillis append time of that entry
   */
  record EarlyLabel(
      LabelState state,
      String source,
      OptionalLong eventTime,
      Optional<Origin> origin,
      long offset,
      long appendMillis)
      implements BankValue {

    /** Returns the same label with another class. */
    public EarlyLabel relabelled(String label) {
      return new EarlyLabel(
          state.relabelled(label), source, eventTime, origin, offset, appendMillis);
    }
  }

  /**
   * Position of a record outside the ledger.
   *
   * @param topic name of the topic
   * @param partition partition of the topic
   * @param offset offset in the partition
   */
  record Origin(String topic, int partition, long offset) {}
}
