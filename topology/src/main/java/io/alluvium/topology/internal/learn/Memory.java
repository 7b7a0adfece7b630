package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.stores.BankValue.LabelState;
import io.alluvium.stores.Counter;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Joins samples and labels over the memory bank: a pure function of the ledger and of the bank it
 * has written.
 *
 * <p>Sequences decide: of all labels of a sample the one with the highest sequence counts, whatever
 * the order of arrival. Not thread-safe; one per task.
 */
final class Memory {
  private final BankStore bank;
  private final MemoryLimits limits;
  private final Supplier<Optional<Space>> space;
  private final AgeQueue unlabelled;
  private final AgeQueue labelled;
  private final AgeQueue early;
  private final LabelCensus census = new LabelCensus();

  private final List<Counter> counts = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();

  /** Reads the bank once, to know who is oldest and which classes there are. */
  Memory(BankStore bank, MemoryLimits limits, Supplier<Optional<Space>> space) {
    this.bank = bank;
    this.limits = limits;
    this.space = space;
    this.unlabelled = new AgeQueue(limits.maxUnlabelled(), limits.unlabelledMillis());
    this.labelled = new AgeQueue(limits.maxLabelled(), Long.MAX_VALUE);
    this.early = new AgeQueue(limits.maxEarly(), limits.earlyMillis());
    bank.forEach(this::enrol);
  }

  private void enrol(String id, BankValue value) {
    switch (value) {
      case EarlyLabel waiting -> early.add(waiting.offset(), id, waiting.appendMillis());
      case BankValue.Sample sample -> {
        sample.assigned().ifPresent(census::add);
        queue(id, sample);
      }
    }
  }

  private void queue(String id, BankValue.Sample sample) {
    if (sample.assigned().isEmpty()) {
      unlabelled.add(sample.offset(), id, sample.appendMillis());
    } else if (limits.maxLabelled() > 0 && sample.embedding().isPresent()) {
      labelled.add(sample.offset(), id, sample.appendMillis());
    }
  }

  /** Returns what the entry means, after all that is overdue at its time has left. */
  Joined join(LedgerEntry entry) {
    counts.clear();
    notices.clear();
    expire(entry.appendMillis());
    Outcome outcome =
        switch (entry.body()) {
          case Body.Sample sample -> sample(entry, sample);
          case Body.Label label -> label(entry, label);
          case Body.Command command -> new Outcome.Commanded(command);
          case Body.Announcement announcement -> new Outcome.Announced(announcement);
        };
    settleOverdue(entry.appendMillis());
    return new Joined(entry, outcome, counts, notices);
  }

  private Outcome sample(LedgerEntry entry, Body.Sample sample) {
    counts.add(Counter.SAMPLES);
    Optional<BankValue> known = bank.get(sample.id());
    if (known.isPresent() && known.get() instanceof BankValue.Sample) {
      counts.add(Counter.DUPLICATES);
      return new Outcome.Settled();
    }
    Optional<Embedding> embedding =
        space.get().flatMap(s -> sample.in(s.id()).filter(e -> e.dim() == s.dim()));
    if (embedding.isEmpty()) {
      return buryUnknownSpace(sample);
    }
    BankValue.Sample stored =
        new BankValue.Sample(
            space.get().orElseThrow().id(),
            embedding,
            sample.source(),
            entry.position().offset(),
            entry.appendMillis(),
            sample.eventTime(),
            Optional.empty());
    Optional<LabelChange> waiting = Optional.empty();
    if (known.isPresent() && known.get() instanceof EarlyLabel label) {
      early.remove(label.offset());
      waiting =
          label.state().label().flatMap(to -> waited(sample.id(), embedding.get(), label, to));
      if (waiting.isPresent() || label.state().label().isEmpty()) {
        stored = stored.labelled(label.state());
      }
    }
    bank.put(sample.id(), stored);
    queue(sample.id(), stored);
    counts.add(Counter.PREDICTIONS);
    return new Outcome.Accepted(sample, embedding.get(), waiting);
  }

  private Optional<LabelChange> waited(
      String id, Embedding embedding, EarlyLabel label, String to) {
    Optional<String> from = Optional.empty();
    if (oneTooMany(from, to)) {
      bury(asLabel(id, label), label.origin(), Reason.TOO_MANY_CLASSES, tooManyClasses(from, to));
      return Optional.empty();
    }
    LabelChange change = new LabelChange(id, embedding, from, Optional.of(to));
    counts.add(Counter.LABELS);
    notices.addAll(census.move(change));
    return Optional.of(change);
  }

  private Outcome buryUnknownSpace(Body.Sample sample) {
    List<String> got = sample.views().stream().map(view -> view.space().abbreviated()).toList();
    String expected =
        space.get().map(Space::id).map(SpaceId::abbreviated).orElse("none: no space was announced");
    counts.add(Counter.BURIED_SAMPLES);
    notices.add(
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

  private Outcome label(LedgerEntry entry, Body.Label label) {
    counts.add(Counter.LABEL_RECORDS);
    Optional<BankValue> known = bank.get(label.sampleId());
    if (known.isEmpty()) {
      counts.add(Counter.EARLY_LABELS);
      wait(entry, label);
      return new Outcome.Settled();
    }
    return switch (known.get()) {
      case EarlyLabel waiting -> {
        if (label.sequence() > waiting.state().sequence()) {
          early.remove(waiting.offset());
          wait(entry, label);
        } else {
          counts.add(Counter.STALE_LABELS);
        }
        yield new Outcome.Settled();
      }
      case BankValue.Sample sample -> relabel(entry, label, sample);
    };
  }

  private void wait(LedgerEntry entry, Body.Label label) {
    long offset = entry.position().offset();
    bank.put(
        label.sampleId(),
        new EarlyLabel(
            new LabelState(label.label(), label.sequence()),
            label.source(),
            label.annotator(),
            label.eventTime(),
            entry.origin(),
            offset,
            entry.appendMillis()));
    early.add(offset, label.sampleId(), entry.appendMillis());
  }

  private Outcome relabel(LedgerEntry entry, Body.Label label, BankValue.Sample sample) {
    if (sample.label().isPresent() && label.sequence() <= sample.label().get().sequence()) {
      counts.add(Counter.STALE_LABELS);
      return new Outcome.Settled();
    }
    Optional<String> from = sample.assigned();
    Optional<String> to = label.label();
    BankValue.Sample relabelled = sample.labelled(new LabelState(to, label.sequence()));
    if (from.equals(to)) {
      bank.put(label.sampleId(), relabelled);
      counts.add(Counter.CONFIRMATIONS);
      return new Outcome.Settled();
    }
    if (sample.embedding().isEmpty()) {
      return refuse(label, from);
    }
    if (to.isPresent() && oneTooMany(from, to.get())) {
      bury(label, entry.origin(), Reason.TOO_MANY_CLASSES, tooManyClasses(from, to.get()));
      return new Outcome.Settled();
    }
    bank.put(label.sampleId(), relabelled);
    unlabelled.remove(sample.offset());
    labelled.remove(sample.offset());
    queue(label.sampleId(), relabelled);
    LabelChange change = new LabelChange(label.sampleId(), sample.embedding().get(), from, to);
    counts.add(kind(change));
    notices.addAll(census.move(change));
    return new Outcome.Relabelled(change);
  }

  private static Counter kind(LabelChange change) {
    if (change.to().isEmpty()) {
      return Counter.WITHDRAWALS;
    }
    return change.from().isEmpty() ? Counter.LABELS : Counter.CORRECTIONS;
  }

  private Outcome refuse(Body.Label label, Optional<String> from) {
    counts.add(Counter.REFUSED_LABELS);
    notices.add(
        Notice.Happened.to(
            label.sampleId(),
            EventType.LABEL_REFUSED,
            "Sample '"
                + label.sampleId()
                + "' is settled as "
                + from.orElse("unlabelled")
                + ": its vector is no longer kept, so it cannot be corrected.",
            Map.of("sequence", Long.toString(label.sequence()))));
    return new Outcome.Settled();
  }

  private boolean oneTooMany(Optional<String> from, String to) {
    return !census.contains(to) && census.classesWith(from, to) > limits.maxClasses();
  }

  private String tooManyClasses(Optional<String> from, String to) {
    return "label '"
        + to
        + "' would be class "
        + census.classesWith(from, to)
        + ", the limit is "
        + limits.maxClasses();
  }

  private void expire(long nowMillis) {
    for (var id = early.pollOverdue(nowMillis); id.isPresent(); id = early.pollOverdue(nowMillis)) {
      EarlyLabel waiting = (EarlyLabel) bank.get(id.get()).orElseThrow();
      bank.delete(id.get());
      bury(
          asLabel(id.get(), waiting),
          waiting.origin(),
          Reason.ORPHAN_LABEL,
          "label waited for sample '" + id.get() + "', which did not come in time");
    }
    for (var id = unlabelled.pollOverdue(nowMillis);
        id.isPresent();
        id = unlabelled.pollOverdue(nowMillis)) {
      bank.delete(id.get());
      counts.add(Counter.EXPIRED_SAMPLES);
    }
  }

  private void settleOverdue(long nowMillis) {
    for (var id = labelled.pollOverdue(nowMillis);
        id.isPresent();
        id = labelled.pollOverdue(nowMillis)) {
      BankValue.Sample sample = (BankValue.Sample) bank.get(id.get()).orElseThrow();
      bank.put(id.get(), sample.settled());
      counts.add(Counter.SETTLED_SAMPLES);
    }
  }

  private void bury(
      Body.Label label, Optional<BankValue.Origin> origin, Reason reason, String message) {
    counts.add(Counter.BURIED_LABELS);
    notices.add(new Notice.BuriedLabel(label, origin, reason, message));
  }

  private static Body.Label asLabel(String sampleId, EarlyLabel early) {
    return new Body.Label(
        sampleId,
        early.source(),
        early.state().label(),
        early.state().sequence(),
        early.annotator(),
        early.eventTime());
  }
}
