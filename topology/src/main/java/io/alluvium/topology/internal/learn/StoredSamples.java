package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.ConfidenceStore;
import io.alluvium.stores.Counter;
import java.util.function.Consumer;

/**
 * Samples of the bank: unlabelled ones bounded in time and number, the vectors of labelled ones in
 * time and number if so configured. Not thread-safe.
 */
final class StoredSamples {
  private final BankStore bank;
  private final ConfidenceStore confidences;
  private final boolean confident;
  private final Consumer<String> left;
  private final AgeQueue unlabelled;
  private final LabelledVectors labelled;

  /**
   * Begins without samples.
   *
   * @param left is given the ids of samples that leave the bank
   */
  StoredSamples(
      BankStore bank, ConfidenceStore confidences, MemoryLimits limits, Consumer<String> left) {
    this.bank = bank;
    this.confidences = confidences;
    this.left = left;
    this.confident = limits.retention().needsConfidence();
    this.unlabelled = new AgeQueue(limits.maxUnlabelled(), limits.unlabelledMillis());
    this.labelled = new LabelledVectors(limits.retention(), confidences);
  }

  /** Takes in a sample that the bank already has. */
  void enrol(String id, BankValue.Sample sample) {
    if (sample.assigned().isEmpty()) {
      unlabelled.add(sample.offset(), id, sample.appendMillis());
    } else {
      labelled.add(id, sample);
    }
  }

  /** Adds a sample, or replaces it by the same sample under another label. */
  void put(String id, BankValue.Sample sample) {
    bank.put(id, sample);
    unlabelled.remove(sample.offset(), id);
    labelled.remove(id);
    enrol(id, sample);
  }

  /** Notes that a sample that is read without its vector from now on has none to lose. */
  void settled(String id) {
    labelled.remove(id);
  }

  /** Takes a sample out of the bank. */
  void remove(String id, BankValue.Sample sample) {
    bank.delete(id);
    left.accept(id);
    unlabelled.remove(sample.offset(), id);
    labelled.remove(id);
    forgetConfidence(sample);
  }

  /** Lets go of unlabelled samples that are overdue at the given time. */
  void expire(long nowMillis, Findings findings) {
    for (var id = unlabelled.pollOverdue(nowMillis);
        id.isPresent();
        id = unlabelled.pollOverdue(nowMillis)) {
      if (confident) {
        forgetConfidence(sample(id.get()));
      }
      bank.delete(id.get());
      left.accept(id.get());
      findings.count(Counter.EXPIRED_SAMPLES);
    }
  }

  /** Lets go of the vectors of labelled samples that are overdue at the given time. */
  void settle(long nowMillis, Findings findings) {
    for (var id = labelled.pollOverdue(nowMillis);
        id.isPresent();
        id = labelled.pollOverdue(nowMillis)) {
      BankValue.Sample sample = sample(id.get());
      findings.settle(settled(id.get(), sample));
      bank.put(id.get(), sample.settled());
      forgetConfidence(sample);
      findings.count(Counter.SETTLED_SAMPLES);
    }
  }

  private static SettledSample settled(String id, BankValue.Sample sample) {
    return new SettledSample(
        sample.space(),
        LabelChange.settled(
            id,
            sample.vector().orElseThrow(),
            sample.period(),
            sample.offset(),
            sample.assignment().orElseThrow()));
  }

  private BankValue.Sample sample(String id) {
    return (BankValue.Sample) bank.get(id).orElseThrow();
  }

  private void forgetConfidence(BankValue.Sample sample) {
    if (confident) {
      confidences.delete(sample.offset());
    }
  }
}
