package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.source.Seen;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    Planner planner = new Planner();
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample && sample.isTold()) {
        planner.addMoved(id, value);
      }
    });
  }

  private Plan.OfEdit planForget(Edit.Forget forget) {
    if (forget.property() == Property.CLASS) {
      checkNoLayer(forget.value());
    }
    Planner planner = new Planner();
    select(
        forget.property(), forget.value(), (id, value) -> planner.add(id, value, Optional.empty()));
    String what = forget.property().argument() + " '" + forget.value() + "'";
    return planner.plan(
        forget,
        forget.property() == Property.ANNOTATOR
            ? planner.changes.size()
                + " labels of "
                + what
                + " are forgotten; their samples stay."
                + unseen(forget)
            : planner.samples + " samples of " + what + " are forgotten." + unseen(forget));
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
    Planner planner = new Planner();
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample && value.offset() == offset) {
        planner.add(id, value, Optional.empty());
      }
    });
    Optional<SufficientStatistics> layer = layers.layer(snapshot);
    planner.others = layer.map(SufficientStatistics::samples).orElse(0L);
    return planner.plan(
        takeOut,
        layer,
        planner.samples
            + planner.others
            + " samples of snapshot '"
            + snapshot
            + "' are forgotten.");
  }

  private Plan.OfEdit planRelabel(Edit.Relabel relabel) {
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

  private Plan.OfEdit planName(Edit.Name name) {
    Planner planner = new Planner();
    for (Seen seen : candidates.samples(name.candidate())) {
      bank.get(seen.id())
          .filter(BankValue.Sample.class::isInstance)
          .map(BankValue.Sample.class::cast)
          .filter(sample -> sample.offset() == seen.offset() && sample.assigned().isEmpty())
          .ifPresent(sample -> planner.add(seen.id(), sample, Optional.of(name.to())));
    }
    if (planner.changes.isEmpty()) {
      throw new RefusedCommandException(
          "no sample of candidate '" + name.candidate() + "' is left without a label");
    }
    checkFrozen(Stream.of(name.to()));
    checkRoom(Set.of(name.to()));
    checkWeight(planner.changes);
    return planner.plan(
        name,
        planner.samples
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
    Planner planner = new Planner();
    select(Property.CLASS, move.from(), planner::addMoved);
    planner.others = layers.samples(move.from());
    return planner.plan(
        move,
        planner.samples
            + planner.others
            + " samples of class '"
            + move.from()
            + "' become '"
            + move.to()
            + (move.joins() ? "', which was there before." : "', which is new."));
  }

  private Plan.OfEdit planSplit(Edit.Split split) {
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
    private final Map<String, SpaceId> spaces = new HashMap<>();
    private long samples;
    private long others;

    void addMoved(String id, BankValue value) {
      ids.add(id);
      if (ids.size() > limits.maxAmended()) {
        throw new RefusedCommandException(
            "more than "
                + limits.maxAmended()
                + " entries of the bank would change or be told, which is the limit of one"
                + " command");
      }
      if (value instanceof BankValue.Sample) {
        samples++;
      }
    }

    /** The class changes, the weight stays. */
    void add(String id, BankValue value, Optional<String> to) {
      addMoved(id, value);
      if (value instanceof BankValue.Sample sample && !sample.assigned().equals(to)) {
        spaces.put(id, sample.space());
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
                sample.offset(),
                sample.assignment(),
                to.map(sample::assignedTo)));
      }
    }

    Plan.OfEdit plan(Edit edit, String message) {
      return plan(edit, Optional.empty(), message);
    }

    Plan.OfEdit plan(Edit edit, Optional<SufficientStatistics> layer, String message) {
      return new Plan.OfEdit(
          edit, ids, samples + others, ids.size() - samples, changes, spaces, layer, message);
    }
  }
}
