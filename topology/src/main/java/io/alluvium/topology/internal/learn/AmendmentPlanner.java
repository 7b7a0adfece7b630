package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.source.Seen;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Says what a change of the bank comes to, or why it cannot be. Changes nothing; {@link Amender}
 * carries it out. Not thread-safe.
 */
final class AmendmentPlanner {
  private final BankStore bank;
  private final Layers layers;
  private final MemoryLimits limits;
  private final LabelCensus census;
  private final Frozen frozen;
  private final CandidateDesk candidates;

  AmendmentPlanner(
      BankStore bank,
      Layers layers,
      MemoryLimits limits,
      LabelCensus census,
      Frozen frozen,
      CandidateDesk candidates) {
    this.bank = bank;
    this.layers = layers;
    this.limits = limits;
    this.census = census;
    this.frozen = frozen;
    this.candidates = candidates;
  }

  /**
   * Returns what an edit comes to, without changing anything.
   *
   * @throws RefusedCommandException if it cannot be carried out as a whole
   */
  Plan.OfEdit plan(Edit edit) {
    return switch (edit) {
      case Edit.Forget forget -> planForget(forget);
      case Edit.TakeOut takeOut -> planTakeOut(takeOut);
      case Edit.Relabel relabel -> planRelabel(relabel);
      case Edit.Name name -> planName(name);
      case Edit.Move move -> planMove(move);
      case Edit.Split split -> planSplit(split);
    };
  }

  /**
   * Checks that one command can tell all labelled samples that have their vectors.
   *
   * @throws RefusedCommandException if there are too many
   */
  void checkSamplesToTell() {
    EditDraft draft = new EditDraft(limits.maxAmended());
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample && sample.isTold()) {
        draft.addMoved(id, value);
      }
    });
  }

  private Plan.OfEdit planForget(Edit.Forget forget) {
    if (forget.property() == Property.CLASS) {
      checkNoLayer(forget.value());
    }
    EditDraft draft = new EditDraft(limits.maxAmended());
    select(
        forget.property(), forget.value(), (id, value) -> draft.add(id, value, Optional.empty()));
    String what = forget.property().argument() + " '" + forget.value() + "'";
    return draft.plan(
        forget,
        forget.property() == Property.ANNOTATOR
            ? draft.changes().size()
                + " labels of "
                + what
                + " are forgotten; their samples stay."
                + unseen(forget)
            : draft.samples() + " samples of " + what + " are forgotten." + unseen(forget));
  }

  private void checkNoLayer(String label) {
    layers
        .holder(label)
        .ifPresent(snapshot -> {
          throw new RefusedCommandException(
              "class '"
                  + label
                  + "' has "
                  + layers.samples(label)
                  + " samples that were imported without their vectors: FORGET snapshot '"
                  + snapshot
                  + "' as a whole first");
        });
  }

  /** Where imported samples come from is not known here. */
  private String unseen(Edit.Forget forget) {
    boolean named = forget.property() == Property.SAMPLE || forget.property() == Property.CLASS;
    return named || layers.samples() == 0
        ? ""
        : " "
            + layers.samples()
            + " samples were imported without their vectors; whether any of them is meant is not"
            + " known here.";
  }

  private Plan.OfEdit planTakeOut(Edit.TakeOut takeOut) {
    String snapshot = takeOut.snapshot();
    long offset =
        layers
            .offset(snapshot)
            .orElseThrow(() ->
                new RefusedCommandException("no snapshot '" + snapshot + "' is imported here"));
    EditDraft draft = new EditDraft(limits.maxAmended());
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample && value.offset() == offset) {
        draft.add(id, value, Optional.empty());
      }
    });
    Optional<SufficientStatistics> layer = layers.layer(snapshot);
    draft.others(layer.map(SufficientStatistics::samples).orElse(0L));
    return draft.plan(
        takeOut,
        layer,
        draft.samples()
            + draft.others()
            + " samples of snapshot '"
            + snapshot
            + "' are forgotten.");
  }

  private Plan.OfEdit planRelabel(Edit.Relabel relabel) {
    BankValue.Sample sample =
        bank.sample(relabel.sampleId())
            .orElseThrow(() ->
                new RefusedCommandException(
                    "no sample '" + relabel.sampleId() + "' is remembered"));
    EditDraft draft = new EditDraft(limits.maxAmended());
    draft.add(relabel.sampleId(), sample, Optional.of(relabel.to()));
    checkFrozen(Stream.concat(sample.assigned().stream(), Stream.of(relabel.to())));
    checkRoom(Set.of(relabel.to()));
    checkWeight(draft.changes());
    return draft.plan(
        relabel, "Sample '" + relabel.sampleId() + "' becomes '" + relabel.to() + "'.");
  }

  private Plan.OfEdit planName(Edit.Name name) {
    EditDraft draft = new EditDraft(limits.maxAmended());
    for (Seen seen : candidates.samples(name.candidate())) {
      bank.sample(seen.id(), seen.offset())
          .filter(sample -> sample.assigned().isEmpty())
          .ifPresent(sample -> draft.add(seen.id(), sample, Optional.of(name.to())));
    }
    if (draft.changes().isEmpty()) {
      throw new RefusedCommandException(
          "no sample of candidate '" + name.candidate() + "' is left without a label");
    }
    checkFrozen(Stream.of(name.to()));
    checkRoom(Set.of(name.to()));
    checkWeight(draft.changes());
    return draft.plan(
        name,
        draft.samples()
            + " samples of candidate '"
            + name.candidate()
            + "' become '"
            + name.to()
            + (census.contains(name.to()) ? "', which was there before." : "', which is new."));
  }

  private Plan.OfEdit planMove(Edit.Move move) {
    checkFrozen(Stream.of(move.from(), move.to()));
    checkThere(move.from());
    if (move.joins()) {
      checkThere(move.to());
    } else if (census.contains(move.to())) {
      throw new RefusedCommandException(
          "class '" + move.to() + "' has samples: MERGE joins two classes");
    }
    EditDraft draft = new EditDraft(limits.maxAmended());
    select(Property.CLASS, move.from(), draft::addMoved);
    draft.others(layers.samples(move.from()));
    return draft.plan(
        move,
        draft.samples()
            + draft.others()
            + " samples of class '"
            + move.from()
            + "' become '"
            + move.to()
            + (move.joins() ? "', which was there before." : "', which is new."));
  }

  private Plan.OfEdit planSplit(Edit.Split split) {
    checkThere(split.label());
    EditDraft draft = new EditDraft(limits.maxAmended());
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
                  draft.add(id, value, Optional.of(part));
                }));
    checkFrozen(Stream.concat(Stream.of(split.label()), parts.stream()));
    checkRoom(parts);
    return draft.plan(
        split,
        draft.samples()
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
}
