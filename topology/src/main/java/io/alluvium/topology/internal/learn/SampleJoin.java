package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.stores.Counter;
import io.alluvium.stores.Glance;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes in samples: each once, in the space that is learnt in, with the label that came before it.
 * Not thread-safe.
 */
final class SampleJoin {
  private final BankStore bank;
  private final StoredSamples samples;
  private final WaitingLabels waiting;
  private final SampleClock clock;
  private final LabelGate gate;
  private final SwapState swap;
  private final Glances glances;
  private final Supplier<Optional<Space>> space;

  /**
   * Makes the join over the bank.
   *
   * @param clock places samples in buckets of time
   * @param swap the change to another encoder
   * @param glances samples that only the small encoder of a cascade has seen
   * @param space the space that is learnt in, once it is known
   */
  SampleJoin(
      BankStore bank,
      StoredSamples samples,
      WaitingLabels waiting,
      SampleClock clock,
      LabelGate gate,
      SwapState swap,
      Glances glances,
      Supplier<Optional<Space>> space) {
    this.bank = bank;
    this.samples = samples;
    this.waiting = waiting;
    this.clock = clock;
    this.gate = gate;
    this.swap = swap;
    this.glances = glances;
    this.space = space;
  }

  /** Returns what a sample means at its place. */
  Outcome take(LedgerEntry entry, Body.Sample sample, Findings findings) {
    findings.count(Counter.SAMPLES);
    Optional<BankValue> known = bank.get(sample.id());
    boolean isSample = known.isPresent() && known.get() instanceof BankValue.Sample;
    if (isSample || glances.glance(sample.id()).isPresent()) {
      findings.count(Counter.DUPLICATES);
      return new Outcome.Settled();
    }
    Optional<Sight> seen = space.get().flatMap(learnt -> swap.see(sample, learnt));
    if (seen.isEmpty()) {
      return buryUnknownSpace(sample, findings);
    }
    if (!seen.get().isPossible()) {
      return buryImpossible(sample, seen.get(), findings);
    }
    Sight sight = swap.reachable(seen.get(), space.get().orElseThrow());
    if (swap.isGlance(seen.get(), sight) && entry.origin().isPresent()) {
      glances.add(entry, entry.origin().get(), sample, sight);
      findings.count(Counter.GLANCES);
      return new Outcome.Glanced(
          sample, sight.space().id(), sight.embedding(), waits(known), false);
    }
    findings.count(Counter.PREDICTIONS);
    return accept(entry, sample, sight, findings);
  }

  /** Returns the class of a label that came before its sample. */
  private static Optional<String> waits(Optional<BankValue> known) {
    return known.isPresent() && known.get() instanceof EarlyLabel label
        ? label.state().assignment().map(Assignment::label)
        : Optional.empty();
  }

  /** Takes in a sample of a cascade, now that the large encoder has seen it. */
  Outcome seeAgain(LedgerEntry entry, Body.Sample copy, Glance glance, Findings findings) {
    Optional<Sight> seen =
        space.get().flatMap(learnt -> swap.see(copy, learnt)).filter(Sight::isPossible);
    if (seen.isEmpty()) {
      return leaveUnseen(copy.id(), glance, findings);
    }
    glances.remove(copy.id(), glance);
    if (glance.held()) {
      findings.count(Counter.HELD_ANSWERED);
      findings.count(Counter.PREDICTIONS);
    }
    Sight sight = swap.reachable(seen.get(), space.get().orElseThrow());
    return new Outcome.SeenAgain(accept(entry, copy, sight, findings), glance);
  }

  /** Lets the image of a sample do, which the large encoder will never see. */
  Outcome leaveUnseen(String id, Glance glance, Findings findings) {
    findings.count(Counter.BACKFILL_UNFIT);
    if (!glance.held()) {
      return new Outcome.Settled();
    }
    findings.count(Counter.HELD_ANSWERED);
    if (!swap.isReached(glance.space(), space.get().orElseThrow())) {
      glances.remove(id, glance);
      return buryUnreachable(id, glance, findings);
    }
    glances.settle(id, glance);
    return new Outcome.Glanced(
        new Body.Sample(
            id,
            glance.source(),
            glance.eventTime(),
            glance.domain(),
            List.of(new Body.View(glance.space(), glance.image()))),
        glance.space(),
        glance.image(),
        Optional.empty(),
        true);
  }

  private Outcome.Accepted accept(
      LedgerEntry entry, Body.Sample sample, Sight sight, Findings findings) {
    BankValue.Sample stored = stored(entry, sample, sight).inPeriod(clock.place(sample));
    Optional<LabelChange> change = Optional.empty();
    if (bank.get(sample.id()).orElse(null) instanceof EarlyLabel label) {
      waiting.remove(sample.id());
      change = waited(sample.id(), stored, label, findings);
      if (change.isPresent() || label.state().assignment().isEmpty()) {
        stored = stored.labelled(label.state());
      }
    }
    samples.put(sample.id(), stored);
    return new Outcome.Accepted(
        sample, sight.space().id(), sight.embedding(), change, clock.period());
  }

  private static BankValue.Sample stored(LedgerEntry entry, Body.Sample sample, Sight sight) {
    return new BankValue.Sample(
        sight.space().id(),
        Optional.of(sight.embedding()),
        sample.source(),
        entry.position().offset(),
        entry.appendMillis(),
        sample.eventTime(),
        sample.domain(),
        Optional.empty());
  }

  /** Returns what a label that was here first does to its sample; nothing if it withdraws. */
  private Optional<LabelChange> waited(
      String id, BankValue.Sample sample, EarlyLabel label, Findings findings) {
    Optional<Assignment> to = label.state().assignment();
    if (to.isEmpty()) {
      return Optional.empty();
    }
    LabelChange change =
        new LabelChange(
            id,
            sample.embedding().orElseThrow(),
            sample.period(),
            sample.offset(),
            Optional.empty(),
            to);
    Optional<LabelGate.Fault> fault = gate.fault(change);
    if (fault.isPresent()) {
      findings.bury(
          WaitingLabels.asLabel(id, label),
          label.origin(),
          fault.get().reason(),
          fault.get().message());
      return Optional.empty();
    }
    return Optional.of(gate.counted(change, findings));
  }

  private static Outcome buryUnreachable(String id, Glance glance, Findings findings) {
    findings.count(Counter.BURIED_SAMPLES);
    findings.tell(
        new Notice.BuriedEntry(
            Reason.UNKNOWN_SPACE,
            "sample '"
                + id
                + "' waited for its answer; it cannot be seen any more, and space "
                + glance.space().abbreviated()
                + " of what was seen of it is gone"));
    return new Outcome.Settled();
  }

  private Outcome buryUnknownSpace(Body.Sample sample, Findings findings) {
    List<String> got = sample.views().stream().map(view -> view.space().abbreviated()).toList();
    String expected =
        space.get().map(Space::id).map(SpaceId::abbreviated).orElse("none: no space was announced");
    findings.count(Counter.BURIED_SAMPLES);
    findings.tell(
        new Notice.BuriedEntry(
            Reason.UNKNOWN_SPACE,
            "sample '"
                + sample.id()
                + "' has views in spaces "
                + got
                + ", the learner works in "
                + expected));
    return new Outcome.Settled();
  }

  private static Outcome buryImpossible(Body.Sample sample, Sight sight, Findings findings) {
    Space expected = sight.space();
    findings.count(Counter.BURIED_SAMPLES);
    findings.tell(
        new Notice.BuriedEntry(
            Reason.IMPOSSIBLE_VECTOR,
            String.format(
                Locale.ROOT,
                "sample '%s' has a vector of dimension %d and norm %.0f, space %s has dimension %d"
                    + " and norms up to %.0f",
                sample.id(),
                sight.embedding().dim(),
                sight.embedding().norm(),
                expected.id().abbreviated(),
                expected.dim(),
                expected.maxNorm())));
    return new Outcome.Settled();
  }
}
