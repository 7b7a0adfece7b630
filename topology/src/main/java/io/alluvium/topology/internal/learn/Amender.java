package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Amendment;
import io.alluvium.learning.Assignment;
import io.alluvium.learning.LabelChange;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.stores.BankValue.LabelState;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Changes the bank by command. First a plan is made, which changes nothing and may be refused; then
 * it is carried out, which cannot fail. Not thread-safe.
 */
final class Amender {

  /**
   * What a command comes to.
   *
   * @param edit what was asked for
   * @param ids ids of what the bank has to change, ascending
   * @param samples how many of them are samples; the others are labels that wait
   * @param changes changes of the sums by single samples
   * @param message one sentence for people
   */
  record Plan(
      Edit edit, List<String> ids, long samples, List<LabelChange> changes, String message) {

    /** Returns the same facts for programs. */
    Map<String, String> details(String type) {
      Map<String, String> details = new TreeMap<>();
      details.put("type", type);
      details.put("samples", Long.toString(samples));
      details.put("waiting_labels", Long.toString(ids.size() - samples));
      details.put("changed_labels", Long.toString(labels()));
      return details;
    }

    private long labels() {
      return edit instanceof Edit.Move ? samples : changes.size();
    }
  }

  private final BankStore bank;
  private final MemoryLimits limits;
  private final StoredSamples samples;
  private final WaitingLabels waiting;
  private final LabelCensus census;
  private final Frozen frozen;

  Amender(
      BankStore bank,
      MemoryLimits limits,
      StoredSamples samples,
      WaitingLabels waiting,
      LabelCensus census,
      Frozen frozen) {
    this.bank = bank;
    this.limits = limits;
    this.samples = samples;
    this.waiting = waiting;
    this.census = census;
    this.frozen = frozen;
  }

  /**
   * Returns what an edit comes to, without changing anything.
   *
   * @throws RefusedCommandException if it cannot be carried out as a whole
   */
  Plan plan(Edit edit) {
    return switch (edit) {
      case Edit.Forget forget -> planForget(forget);
      case Edit.Relabel relabel -> planRelabel(relabel);
      case Edit.Move move -> planMove(move);
      case Edit.Split split -> planSplit(split);
    };
  }

  private Plan planForget(Edit.Forget forget) {
    Planner planner = new Planner();
    select(
        forget.property(), forget.value(), (id, value) -> planner.add(id, value, Optional.empty()));
    String what = forget.property().argument() + " '" + forget.value() + "'";
    return planner.plan(
        forget,
        forget.property() == Property.ANNOTATOR
            ? planner.changes.size() + " labels of " + what + " are forgotten; their samples stay."
            : planner.samples + " samples of " + what + " are forgotten.");
  }

  private Plan planRelabel(Edit.Relabel relabel) {
    BankValue.Sample sample =
        bank.get(relabel.sampleId())
            .filter(BankValue.Sample.class::isInstance)
            .map(BankValue.Sample.class::cast)
            .orElseThrow(() ->
                new RefusedCommandException(
                    "no sample '" + relabel.sampleId() + "' is remembered"));
    Planner planner = new Planner();
    planner.add(relabel.sampleId(), sample, Optional.of(relabel.to()));
    checkFrozen(Stream.concat(sample.assigned().stream(), Stream.of(relabel.to())));
    checkRoom(Set.of(relabel.to()));
    checkWeight(planner.changes);
    return planner.plan(
        relabel, "Sample '" + relabel.sampleId() + "' becomes '" + relabel.to() + "'.");
  }

  private Plan planMove(Edit.Move move) {
    checkFrozen(Stream.of(move.from(), move.to()));
    checkThere(move.from());
    if (move.joins()) {
      checkThere(move.to());
    } else if (census.contains(move.to())) {
      throw new RefusedCommandException(
          "class '" + move.to() + "' has samples: MERGE joins two classes");
    }
    Planner planner = new Planner();
    select(Property.CLASS, move.from(), planner::addMoved);
    return planner.plan(
        move,
        planner.samples
            + " samples of class '"
            + move.from()
            + "' become '"
            + move.to()
            + (move.joins() ? "', which was there before." : "', which is new."));
  }

  private Plan planSplit(Edit.Split split) {
    checkThere(split.label());
    Planner planner = new Planner();
    Set<String> parts = new HashSet<>();
    select(
        Property.CLASS,
        split.label(),
        (id, value) ->
            split
                .by()
                .of(id, value)
                .filter(part -> value instanceof BankValue.Sample)
                .map(part -> part(split, part))
                .ifPresent(part -> {
                  parts.add(part);
                  planner.add(id, value, Optional.of(part));
                }));
    checkFrozen(Stream.concat(Stream.of(split.label()), parts.stream()));
    checkRoom(parts);
    return planner.plan(
        split,
        planner.samples
            + " samples of class '"
            + split.label()
            + "' go to "
            + parts.size()
            + " classes by "
            + split.by().argument()
            + ".");
  }

  private static String part(Edit.Split split, String part) {
    String label = split.label() + "/" + part;
    int bytes = label.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > InstructionFormat.MAX_NAME_BYTES) {
      throw new RefusedCommandException(
          "class '"
              + label
              + "' would have a name of "
              + bytes
              + " bytes, expected at most "
              + InstructionFormat.MAX_NAME_BYTES);
    }
    return label;
  }

  private void select(Property property, String value, BiConsumer<String, BankValue> visitor) {
    if (property == Property.SAMPLE) {
      bank.get(value).ifPresent(known -> visitor.accept(value, known));
      return;
    }
    bank.forEach((id, known) -> {
      if (property.of(id, known).filter(value::equals).isPresent()) {
        visitor.accept(id, known);
      }
    });
  }

  private void checkThere(String label) {
    if (!census.contains(label)) {
      throw new RefusedCommandException("class '" + label + "' has no samples");
    }
  }

  private void checkFrozen(Stream<String> labels) {
    frozen
        .fault(labels)
        .ifPresent(fault -> {
          throw new RefusedCommandException(fault);
        });
  }

  private void checkRoom(Set<String> labels) {
    long created = labels.stream().filter(label -> !census.contains(label)).count();
    if (created > 0 && census.classes() + created > limits.maxClasses()) {
      throw new RefusedCommandException(
          "there would be "
              + (census.classes() + created)
              + " classes, the limit is "
              + limits.maxClasses());
    }
  }

  private void checkWeight(List<LabelChange> changes) {
    census
        .tooMuch(changes.stream().mapToLong(LabelChange::addedWeight).sum())
        .ifPresent(fault -> {
          throw new RefusedCommandException(fault);
        });
  }

  /** Collects what an edit comes to, within the limits. */
  private final class Planner {
    private final List<String> ids = new ArrayList<>();
    private final List<LabelChange> changes = new ArrayList<>();
    private long samples;

    void addMoved(String id, BankValue value) {
      ids.add(id);
      if (ids.size() > limits.maxAmended()) {
        throw new RefusedCommandException(
            "more than "
                + limits.maxAmended()
                + " entries of the bank would change, which is the limit of one command");
      }
      if (value instanceof BankValue.Sample) {
        samples++;
      }
    }

    /** The class changes, the weight stays. */
    void add(String id, BankValue value, Optional<String> to) {
      addMoved(id, value);
      if (value instanceof BankValue.Sample sample && !sample.assigned().equals(to)) {
        changes.add(
            new LabelChange(
                id,
                sample
                    .embedding()
                    .orElseThrow(() ->
                        new RefusedCommandException(
                            "sample '"
                                + id
                                + "' is settled: its vector is no longer kept, so it cannot be"
                                + " taken out of the sums")),
                sample.period(),
                sample.assignment(),
                to.map(label -> relabelled(sample, label))));
      }
    }

    Plan plan(Edit edit, String message) {
      return new Plan(edit, ids, samples, changes, message);
    }
  }

  /**
   * Changes the bank as planned, at the place the plan was made for.
   *
   * @param issuer who asked for it, where known
   * @return what it does to the sums
   */
  Amendment carryOut(Plan plan, Optional<String> issuer, Findings findings) {
    switch (plan.edit()) {
      case Edit.Forget forget -> {
        plan.ids().forEach(id -> forget(forget.property(), id));
        if (!plan.ids().isEmpty()) {
          bank.erase();
        }
      }
      case Edit.Relabel relabel -> relabel(relabel.sampleId(), relabel.to(), issuer);
      case Edit.Move move -> {
        plan.ids().forEach(id -> move(id, move.to()));
        findings.tell(census.moveAll(move.from(), move.to()));
        return Amendment.moving(move.from(), move.to());
      }
      case Edit.Split split ->
          plan.changes()
              .forEach(
                  change -> relabel(change.sampleId(), change.entered().orElseThrow(), issuer));
    }
    plan.changes().forEach(change -> findings.tell(census.move(change)));
    return Amendment.of(plan.changes());
  }

  private void forget(Property property, String id) {
    switch (bank.get(id).orElseThrow()) {
      case EarlyLabel early -> {
        waiting.remove(early);
        bank.delete(id);
      }
      case BankValue.Sample sample -> {
        if (property == Property.ANNOTATOR) {
          samples.put(id, sample.unlabelled());
        } else {
          samples.remove(id, sample);
        }
      }
    }
  }

  private static Assignment relabelled(BankValue.Sample sample, String label) {
    return sample.assignment().map(known -> known.as(label)).orElse(Assignment.of(label));
  }

  /** The sequence stays: any later label wins over a command. */
  private void relabel(String id, String to, Optional<String> issuer) {
    BankValue.Sample sample = (BankValue.Sample) bank.get(id).orElseThrow();
    long sequence = sample.label().map(LabelState::sequence).orElse(0L);
    samples.put(
        id, sample.labelled(new LabelState(Optional.of(relabelled(sample, to)), sequence, issuer)));
  }

  private void move(String id, String to) {
    switch (bank.get(id).orElseThrow()) {
      case EarlyLabel early -> bank.put(id, early.relabelled(to));
      case BankValue.Sample sample ->
          samples.put(id, sample.labelled(sample.label().orElseThrow().relabelled(to)));
    }
  }
}
