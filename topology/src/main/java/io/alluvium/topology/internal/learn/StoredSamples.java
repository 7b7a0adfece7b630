package io.alluvium.topology.internal.learn;

import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.Counter;

/**
 * Samples of the bank: unlabelled ones bounded in time and number, the vectors of labelled ones in
 * number if so configured. Not thread-safe.
 */
final class StoredSamples {
  private final BankStore bank;
  private final boolean settles;
  private final AgeQueue unlabelled;
  private final AgeQueue labelled;

  StoredSamples(BankStore bank, MemoryLimits limits) {
    this.bank = bank;
    this.settles = limits.maxLabelled() > 0;
    this.unlabelled = new AgeQueue(limits.maxUnlabelled(), limits.unlabelledMillis());
    this.labelled = new AgeQueue(limits.maxLabelled(), Long.MAX_VALUE);
  }

  /** Takes in a sample that the bank already has. */
  void enrol(String id, BankValue.Sample sample) {
    if (sample.assigned().isEmpty()) {
      unlabelled.add(sample.offset(), id, sample.appendMillis());
    } else if (settles && sample.embedding().isPresent()) {
      labelled.add(sample.offset(), id, sample.appendMillis());
    }
  }

  /** Adds a sample, or replaces it by the same sample under another label. */
  void put(String id, BankValue.Sample sample) {
    bank.put(id, sample);
    unlabelled.remove(sample.offset(), id);
    labelled.remove(sample.offset(), id);
    enrol(id, sample);
  }

  /** Takes a sample out of the bank. */
  void remove(String id, BankValue.Sample sample) {
    bank.delete(id);
    unlabelled.remove(sample.offset(), id);
    labelled.remove(sample.offset(), id);
  }

  void expire(long nowMillis, Findings findings) {
    for (var id = unlabelled.pollOverdue(nowMillis);
        id.isPresent();
        id = unlabelled.pollOverdue(nowMillis)) {
      bank.delete(id.get());
      findings.count(Counter.EXPIRED_SAMPLES);
    }
  }

  /** Lets go of the vectors of labelled samples beyond the bound. */
  void settle(long nowMillis, Findings findings) {
    for (var id = labelled.pollOverdue(nowMillis);
        id.isPresent();
        id = labelled.pollOverdue(nowMillis)) {
      BankValue.Sample sample = (BankValue.Sample) bank.get(id.get()).orElseThrow();
      bank.put(id.get(), sample.settled());
      findings.count(Counter.SETTLED_SAMPLES);
    }
  }
}
