package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.stores.Counter;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * Joins samples and labels over the memory bank: a pure function of the ledger and of the bank it
 * has written.
 *
 * <p>Sequences decide: of all labels of a sample the one with the highest sequence counts, whatever
 * the order of arrival. Not thread-safe; one per task.
 */
final class Memory {
  /** Why a label cannot change what it says it does. */
  private record Fault(Reason reason, String message) {}

  private final BankStore bank;
  private final int maxClasses;
  private final Retention retention;
  private final Supplier<Optional<Space>> space;
  private final StoredSamples samples;
  private final WaitingLabels waiting;
  private final SampleClock clock;
  private final AnnotatorQuota quota;
  private final LabelCensus census = new LabelCensus();
  private final Frozen frozen;
  private final CommandDesk desk;

  /**
   * Reads the stores once, to know who is oldest, which classes there are and what was commanded.
   *
   * @param clock places samples in buckets of time
   * @param allowedCommands types of commands that are carried out
   * @param heads knows which heads there are
   */
  Memory(
      MemoryStores stores,
      SampleClock clock,
      MemoryLimits limits,
      SortedSet<String> allowedCommands,
      HeadDesk heads,
      Supplier<Optional<Space>> space) {
    this.bank = stores.bank();
    this.maxClasses = limits.maxClasses();
    this.clock = clock;
    this.retention = limits.retention();
    this.space = space;
    this.samples = new StoredSamples(bank, stores.confidences(), limits);
    this.waiting = new WaitingLabels(bank, limits);
    this.quota = new AnnotatorQuota(stores.labelCounts(), limits.annotators());
    this.frozen = new Frozen(stores.commands());
    Layers layers = new Layers(stores.imports());
    layers.forEachClass(census::add);
    this.desk =
        new CommandDesk(
            allowedCommands,
            stores.commands(),
            frozen,
            new AmendmentPlanner(bank, layers, limits, census, frozen),
            new Amender(bank, layers, samples, waiting, census),
            new ImportDesk(
                bank, stores.imports(), layers, limits, samples, census, frozen, clock, space),
            heads,
            space);
    bank.forEach(this::enrol);
  }

  private void enrol(String id, BankValue value) {
    switch (value) {
      case EarlyLabel label -> waiting.enrol(id, label);
      case BankValue.Sample sample -> {
        sample.assignment().ifPresent(census::add);
        samples.enrol(id, sample);
      }
    }
  }

  /**
   * Returns what the entry means, after all that is overdue at its time has left. What an entry
   * makes too many leaves with the next: how sure the model was of a sample is known only once the
   * entry is ended.
   */
  Joined join(LedgerEntry entry) {
    Findings findings = new Findings();
    samples.settle(entry.appendMillis(), findings);
    waiting.expire(entry.appendMillis(), findings);
    samples.expire(entry.appendMillis(), findings);
    Outcome outcome =
        switch (entry.body()) {
          case Body.Sample sample -> sample(entry, sample, findings);
          case Body.Label label -> label(entry, label, findings);
          case Body.Command command -> desk.take(entry, command, findings);
          case Body.Announcement announcement -> new Outcome.Announced(announcement);
        };
    return findings.with(entry, outcome);
  }

  private Outcome sample(LedgerEntry entry, Body.Sample sample, Findings findings) {
    findings.count(Counter.SAMPLES);
    Optional<BankValue> known = bank.get(sample.id());
    if (known.isPresent() && known.get() instanceof BankValue.Sample) {
      findings.count(Counter.DUPLICATES);
      return new Outcome.Settled();
    }
    Optional<Embedding> embedding = space.get().flatMap(s -> sample.in(s.id()));
    if (embedding.isEmpty()) {
      return buryUnknownSpace(sample, findings);
    }
    if (!space.get().orElseThrow().allows(embedding.get())) {
      return buryImpossible(sample, embedding.get(), findings);
    }
    long period = clock.place(sample);
    BankValue.Sample stored = stored(entry, sample, embedding.get()).inPeriod(period);
    Optional<LabelChange> change = Optional.empty();
    if (known.isPresent() && known.get() instanceof EarlyLabel label) {
      waiting.remove(sample.id());
      Optional<Assignment> to = label.state().assignment();
      change =
          to.flatMap(assignment ->
              waited(entry, sample.id(), embedding.get(), period, label, assignment, findings));
      if (change.isPresent() || to.isEmpty()) {
        stored = stored.labelled(label.state());
      }
    }
    samples.put(sample.id(), stored);
    findings.count(Counter.PREDICTIONS);
    return new Outcome.Accepted(sample, embedding.get(), change, clock.period());
  }

  private BankValue.Sample stored(LedgerEntry entry, Body.Sample sample, Embedding embedding) {
    return new BankValue.Sample(
        space.get().orElseThrow().id(),
        Optional.of(embedding),
        sample.source(),
        entry.position().offset(),
        entry.appendMillis(),
        sample.eventTime(),
        sample.domain(),
        Optional.empty());
  }

  private Optional<LabelChange> waited(
      LedgerEntry entry,
      String id,
      Embedding embedding,
      long period,
      EarlyLabel label,
      Assignment to,
      Findings findings) {
    long arrival = entry.position().offset();
    LabelChange change =
        new LabelChange(id, embedding, period, arrival, Optional.empty(), Optional.of(to));
    Optional<Fault> fault = fault(change);
    if (fault.isPresent()) {
      findings.bury(
          WaitingLabels.asLabel(id, label),
          label.origin(),
          fault.get().reason(),
          fault.get().message());
      return Optional.empty();
    }
    return Optional.of(counted(change, findings));
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

  private Outcome buryImpossible(Body.Sample sample, Embedding embedding, Findings findings) {
    Space expected = space.get().orElseThrow();
    findings.count(Counter.BURIED_SAMPLES);
    findings.tell(
        new Notice.BuriedEntry(
            Reason.IMPOSSIBLE_VECTOR,
            String.format(
                Locale.ROOT,
                "sample '%s' has a vector of dimension %d and norm %.0f, space %s has dimension %d"
                    + " and norms up to %.0f",
                sample.id(),
                embedding.dim(),
                embedding.norm(),
                expected.id().abbreviated(),
                expected.dim(),
                expected.maxNorm())));
    return new Outcome.Settled();
  }

  private Outcome label(LedgerEntry entry, Body.Label label, Findings findings) {
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
    Optional<Fault> fault = fault(change);
    if (fault.isPresent()) {
      findings.bury(label, entry.origin(), fault.get().reason(), fault.get().message());
      return new Outcome.Settled();
    }
    samples.put(label.sampleId(), relabelled);
    return new Outcome.Relabelled(counted(change, findings));
  }

  private LabelChange counted(LabelChange change, Findings findings) {
    findings.count(kind(change));
    findings.tell(census.move(change));
    return change;
  }

  private static Counter kind(LabelChange change) {
    if (change.to().isEmpty()) {
      return Counter.WITHDRAWALS;
    }
    return change.from().isEmpty() ? Counter.LABELS : Counter.CORRECTIONS;
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

  private Optional<Fault> fault(LabelChange change) {
    return frozen
        .fault(change)
        .map(message -> new Fault(Reason.FROZEN, message))
        .or(() -> oneTooMany(change).map(text -> new Fault(Reason.TOO_MANY_CLASSES, text)))
        .or(() ->
            census
                .tooMuch(change.addedWeight())
                .map(text -> new Fault(Reason.TOO_MUCH_WEIGHT, text)));
  }

  /** Returns what is wrong with a change that creates a class too many. */
  private Optional<String> oneTooMany(LabelChange change) {
    int classes = census.classesAfter(change);
    boolean creates = change.entered().map(label -> !census.contains(label)).orElse(false);
    return creates && classes > maxClasses
        ? Optional.of(
            "label '"
                + change.entered().get()
                + "' would be class "
                + classes
                + ", the limit is "
                + maxClasses)
        : Optional.empty();
  }
}
