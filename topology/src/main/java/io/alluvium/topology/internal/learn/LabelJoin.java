package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.stores.Counter;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes in labels: of all those of a sample the one with the highest sequence counts, whatever the
 * order of arrival. Not thread-safe.
 */
final class LabelJoin {
  private final BankStore bank;
  private final StoredSamples samples;
  private final WaitingLabels waiting;
  private final AnnotatorQuota quota;
  private final LabelGate gate;
  private final Retention retention;
  private final Glances glances;

  /** Makes the join over the bank. */
  LabelJoin(
      BankStore bank,
      StoredSamples samples,
      WaitingLabels waiting,
      AnnotatorQuota quota,
      LabelGate gate,
      Retention retention,
      Glances glances) {
    this.bank = bank;
    this.samples = samples;
    this.waiting = waiting;
    this.quota = quota;
    this.gate = gate;
    this.retention = retention;
    this.glances = glances;
  }

  /** Returns what a label means at its place. */
  Outcome take(LedgerEntry entry, Body.Label label, Findings findings) {
    findings.count(Counter.LABEL_RECORDS);
    Optional<String> tooMany = quota.fault(entry.appendMillis(), label);
    if (tooMany.isPresent()) {
      findings.bury(label, entry.origin(), Reason.ANNOTATOR_LIMIT, tooMany.get());
      return new Outcome.Settled();
    }
    Optional<BankValue> known = bank.get(label.sampleId());
    if (known.isEmpty()) {
      findings.count(Counter.EARLY_LABELS);
      waiting.add(entry, label);
      glances
          .want(label.sampleId())
          .ifPresent(look -> {
            findings.count(Counter.LOOKS);
            findings.tell(look);
          });
      return new Outcome.Settled();
    }
    return switch (known.get()) {
      case EarlyLabel early -> {
        if (label.sequence() > early.state().sequence()) {
          waiting.remove(label.sampleId());
          waiting.add(entry, label);
        } else {
          findings.count(Counter.STALE_LABELS);
        }
        yield new Outcome.Settled();
      }
      case BankValue.Sample sample -> relabel(entry, label, sample, findings);
    };
  }

  private Outcome relabel(
      LedgerEntry entry, Body.Label label, BankValue.Sample sample, Findings findings) {
    if (sample.label().isPresent() && label.sequence() <= sample.label().get().sequence()) {
      findings.count(Counter.STALE_LABELS);
      return new Outcome.Settled();
    }
    BankValue.Sample relabelled = sample.labelled(WaitingLabels.state(label));
    if (sample.assignment().equals(label.assignment())) {
      bank.put(label.sampleId(), relabelled);
      findings.count(Counter.CONFIRMATIONS);
      return new Outcome.Settled();
    }
    if (sample.embedding().isEmpty()) {
      return refuse(label, sample, findings);
    }
    LabelChange change =
        new LabelChange(
            label.sampleId(),
            sample.embedding().get(),
            sample.period(),
            sample.offset(),
            sample.assignment(),
            label.assignment());
    Optional<LabelGate.Fault> fault = gate.fault(change);
    if (fault.isPresent()) {
      findings.bury(label, entry.origin(), fault.get().reason(), fault.get().message());
      return new Outcome.Settled();
    }
    samples.put(label.sampleId(), relabelled);
    return new Outcome.Relabelled(gate.counted(change, findings), sample.space());
  }

  private Outcome refuse(Body.Label label, BankValue.Sample sample, Findings findings) {
    Map<String, String> details = new HashMap<>(retention.details());
    details.put("sequence", Long.toString(label.sequence()));
    findings.count(Counter.REFUSED_LABELS);
    findings.tell(
        Notice.Happened.to(
            label.sampleId(),
            EventType.LABEL_REFUSED,
            "Sample '"
                + label.sampleId()
                + "' is settled as "
                + sample.assigned().orElse("unlabelled")
                + ": its vector is no longer kept ("
                + retention
                + "), so it cannot be corrected.",
            details));
    return new Outcome.Settled();
  }
}
