package io.alluvium.topology.internal.learn;

import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.stores.BankValue.LabelState;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Reason;
import java.util.Locale;

/**
 * Labels that came before their sample, bounded in time and number. Of too many the source with the
 * most loses its oldest, so that a flood of one source costs others nothing. Not thread-safe.
 */
final class WaitingLabels {
  /** All have one rank, so that offsets decide. */
  private static final long OLDEST_FIRST = 0;

  private final BankStore bank;
  private final int maxEarly;
  private final FairQueue queue;

  WaitingLabels(BankStore bank, MemoryLimits limits) {
    this.bank = bank;
    this.maxEarly = limits.maxEarly();
    this.queue = new FairQueue(maxEarly, limits.earlyMillis());
  }

  /** Takes in a label that the bank already has. */
  void enrol(String sampleId, EarlyLabel label) {
    queue.add(
        new FairQueue.Entry(
            label.offset(), sampleId, label.appendMillis(), label.source(), OLDEST_FIRST));
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
  void remove(String sampleId) {
    queue.remove(sampleId);
  }

  /** Buries labels that are overdue at the given time, or too many. */
  void expire(long nowMillis, Findings findings) {
    for (var id = queue.pollTooOld(nowMillis); id.isPresent(); id = queue.pollTooOld(nowMillis)) {
      bury(id.get(), "which did not come in time", findings);
    }
    for (var surplus = queue.pollSurplus(); surplus.isPresent(); surplus = queue.pollSurplus()) {
      bury(surplus.get().id(), crowded(surplus.get()), findings);
    }
  }

  private String crowded(FairQueue.Surplus surplus) {
    return String.format(
        Locale.ROOT,
        "and was the oldest of %d that waited of source '%s', when more than %d waited in all",
        surplus.groupSize(),
        surplus.group(),
        maxEarly);
  }

  private void bury(String id, String why, Findings findings) {
    EarlyLabel waiting = (EarlyLabel) bank.get(id).orElseThrow();
    bank.delete(id);
    findings.bury(
        asLabel(id, waiting),
        waiting.origin(),
        Reason.ORPHAN_LABEL,
        "label waited for sample '" + id + "', " + why);
  }

  /** Returns what the bank remembers of a label. */
  static LabelState state(Body.Label label) {
    return new LabelState(label.assignment(), label.sequence(), label.annotator());
  }

  /** Returns the label as it stood in the ledger. */
  static Body.Label asLabel(String sampleId, EarlyLabel early) {
    return new Body.Label(
        sampleId,
        early.source(),
        early.state().assignment(),
        early.state().sequence(),
        early.state().annotator(),
        early.eventTime());
  }
}
