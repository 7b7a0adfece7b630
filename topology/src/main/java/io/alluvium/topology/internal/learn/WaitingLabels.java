package io.alluvium.topology.internal.learn;

import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.stores.BankValue.LabelState;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Reason;

/** Labels that came before their sample, bounded in time and number. Not thread-safe. */
final class WaitingLabels {
  private final BankStore bank;
  private final AgeQueue queue;

  WaitingLabels(BankStore bank, MemoryLimits limits) {
    this.bank = bank;
    this.queue = new AgeQueue(limits.maxEarly(), limits.earlyMillis());
  }

  /** Takes in a label that the bank already has. */
  void enrol(String sampleId, EarlyLabel label) {
    queue.add(label.offset(), sampleId, label.appendMillis());
  }

  void add(LedgerEntry entry, Body.Label label) {
    EarlyLabel early =
        new EarlyLabel(
            state(label),
            label.source(),
            label.eventTime(),
            entry.origin(),
            entry.position().offset(),
            entry.appendMillis());
    bank.put(label.sampleId(), early);
    enrol(label.sampleId(), early);
  }

  /** Ends the wait; what the bank has under the sample's id is the caller's to replace. */
  void remove(String sampleId, EarlyLabel label) {
    queue.remove(label.offset(), sampleId);
  }

  void expire(long nowMillis, Findings findings) {
    for (var id = queue.pollOverdue(nowMillis); id.isPresent(); id = queue.pollOverdue(nowMillis)) {
      EarlyLabel waiting = (EarlyLabel) bank.get(id.get()).orElseThrow();
      bank.delete(id.get());
      findings.bury(
          asLabel(id.get(), waiting),
          waiting.origin(),
          Reason.ORPHAN_LABEL,
          "label waited for sample '" + id.get() + "', which did not come in time");
    }
  }

  /** Returns what the bank remembers of a label. */
  static LabelState state(Body.Label label) {
    return new LabelState(label.label(), label.sequence(), label.annotator());
  }

  /** Returns the label as it stood in the ledger. */
  static Body.Label asLabel(String sampleId, EarlyLabel early) {
    return new Body.Label(
        sampleId,
        early.source(),
        early.state().label(),
        early.state().sequence(),
        early.state().annotator(),
        early.eventTime());
  }
}
