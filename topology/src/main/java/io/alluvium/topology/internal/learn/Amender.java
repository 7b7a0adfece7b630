package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Amendment;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.stores.BankValue.LabelState;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import java.util.Optional;

/**
 * Changes the bank by command as {@link AmendmentPlanner} has planned it, which cannot fail. Not
 * thread-safe.
 */
final class Amender {
  private final BankStore bank;
  private final Layers layers;
  private final StoredSamples samples;
  private final WaitingLabels waiting;
  private final LabelCensus census;

  Amender(
      BankStore bank,
      Layers layers,
      StoredSamples samples,
      WaitingLabels waiting,
      LabelCensus census) {
    this.bank = bank;
    this.layers = layers;
    this.samples = samples;
    this.waiting = waiting;
    this.census = census;
  }

  /**
   * Changes the bank as planned, at the place the plan was made for.
   *
   * @param issuer who asked for it, where known
   * @return what it does to the sums
   */
  Amendment carryOut(Plan.OfEdit plan, Optional<String> issuer, Findings findings) {
    switch (plan.edit()) {
      case Edit.Forget forget -> {
        plan.ids().forEach(id -> forget(forget.property(), id, findings));
        if (forget.property() == Property.SOURCE) {
          findings.forgetSource(forget.value());
        }
        if (!plan.ids().isEmpty()) {
          bank.erase();
        }
      }
      case Edit.TakeOut takeOut -> {
        return takeOut(takeOut.snapshot(), plan, findings);
      }
      case Edit.Relabel relabel -> relabel(relabel.sampleId(), relabel.to(), issuer);
      case Edit.Move move -> {
        plan.ids().forEach(id -> move(id, move.to()));
        layers.moveAll(move.from(), move.to());
        findings.tell(census.moveAll(move.from(), move.to()));
        return Amendment.moving(move.from(), move.to());
      }
      case Edit.Name name ->
          plan.changes().forEach(change -> relabel(change.sampleId(), name.to(), issuer));
      case Edit.Split split ->
          plan.changes()
              .forEach(
                  change -> relabel(change.sampleId(), change.entered().orElseThrow(), issuer));
    }
    plan.changes().forEach(change -> findings.tell(census.move(change)));
    return Amendment.of(plan.changes());
  }

  private Amendment takeOut(String snapshot, Plan.OfEdit plan, Findings findings) {
    plan.ids().forEach(id -> forget(Property.SAMPLE, id, findings));
    if (!plan.ids().isEmpty()) {
      bank.erase();
    }
    layers.remove(snapshot);
    plan.changes().forEach(change -> findings.tell(census.move(change)));
    Amendment single = Amendment.of(plan.changes());
    return plan.layer().map(layer -> takeOut(single, layer, findings)).orElse(single);
  }

  private Amendment takeOut(Amendment single, SufficientStatistics layer, Findings findings) {
    for (String label : layer.labels()) {
      long samples = layer.classSums(label).orElseThrow().count();
      findings.tell(census.removeAll(label, samples));
    }
    return single.removing(layer, layer.samples());
  }

  private void forget(Property property, String id, Findings findings) {
    switch (bank.get(id).orElseThrow()) {
      case EarlyLabel early -> {
        waiting.remove(id);
        bank.delete(id);
      }
      case BankValue.Sample sample -> {
        if (property == Property.ANNOTATOR) {
          samples.put(id, sample.unlabelled());
        } else {
          samples.remove(id, sample);
          findings.forgetSource(sample.source());
        }
      }
    }
  }

  /** The sequence stays: any later label wins over a command. */
  private void relabel(String id, String to, Optional<String> issuer) {
    BankValue.Sample sample = (BankValue.Sample) bank.get(id).orElseThrow();
    long sequence = sample.label().map(LabelState::sequence).orElse(0L);
    samples.put(
        id, sample.labelled(new LabelState(Optional.of(sample.assignedTo(to)), sequence, issuer)));
  }

  private void move(String id, String to) {
    switch (bank.get(id).orElseThrow()) {
      case EarlyLabel early -> bank.put(id, early.relabelled(to));
      case BankValue.Sample sample ->
          samples.put(id, sample.labelled(sample.label().orElseThrow().relabelled(to)));
    }
  }
}
