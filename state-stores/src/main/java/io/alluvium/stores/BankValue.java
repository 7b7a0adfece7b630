package io.alluvium.stores;

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
   * @param embedding the quantised vector; empty once the entry is settled: it can no longer be
   *     corrected
   * @param source where the sample comes from
   * @param offset ledger offset of the sample
   * @param appendMillis append time of that entry
   * @param eventTime event time in milliseconds since the epoch, where known
   * @param domain the producer's tag for the domain it belongs to, where given
   * @param label what it is known to be, where a label has arrived
   */
  record Sample(
      SpaceId space,
      Optional<Embedding> embedding,
      String source,
      long offset,
      long appendMillis,
      OptionalLong eventTime,
      Optional<String> domain,
      Optional<LabelState> label)
      implements BankValue {

    /** Returns the same sample with another label state. */
    public Sample labelled(LabelState state) {
      return new Sample(
          space, embedding, source, offset, appendMillis, eventTime, domain, Optional.of(state));
    }

    /** Returns the same sample as if it had never had a label. */
    public Sample unlabelled() {
      return new Sample(
          space, embedding, source, offset, appendMillis, eventTime, domain, Optional.empty());
    }

    /** Returns the same sample without its vector. */
    public Sample settled() {
      return new Sample(
          space, Optional.empty(), source, offset, appendMillis, eventTime, domain, label);
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

    /** Returns the class the sample is counted in; empty while unlabelled or after a withdrawal. */
    public Optional<String> assigned() {
      return label.flatMap(LabelState::label);
    }
  }

  /**
   * The newest label event of a sample.
   *
   * @param label the class; empty after a withdrawal
   * @param sequence version of the label; only a higher one replaces it
   * @param annotator who gave it, where known
   */
  record LabelState(Optional<String> label, long sequence, Optional<String> annotator) {}

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
      LabelState other = new LabelState(Optional.of(label), state.sequence(), state.annotator());
      return new EarlyLabel(other, source, eventTime, origin, offset, appendMillis);
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
