package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Amendment;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.CommandStore;
import io.alluvium.stores.Counter;
import io.alluvium.stores.Glance;
import io.alluvium.topology.CommandType;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Understands commands and says what they mean: each wholly or not at all, and each id once. Not
 * thread-safe.
 */
final class CommandDesk {
  /** Commands whose ids are remembered; a repetition of an older one is carried out again. */
  private static final int MAX_REMEMBERED = 10_000;

  private final SortedSet<String> allowed;
  private final CommandStore store;
  private final Frozen frozen;
  private final AmendmentPlanner planner;
  private final Amender amender;
  private final ImportDesk imports;
  private final HeadDesk heads;
  private final SwapDesk swaps;
  private final CandidateDesk candidates;
  private final Supplier<Optional<Space>> space;
  private final Map<String, Long> done = new HashMap<>();
  private final AgeQueue byAge = new AgeQueue(MAX_REMEMBERED, Long.MAX_VALUE);

  /**
   * Reads the store once.
   *
   * @param space the space that is learnt in, if there is one
   */
  CommandDesk(
      SortedSet<String> allowed,
      CommandStore store,
      Frozen frozen,
      AmendmentPlanner planner,
      Amender amender,
      ImportDesk imports,
      HeadDesk heads,
      SwapDesk swaps,
      CandidateDesk candidates,
      Supplier<Optional<Space>> space) {
    this.allowed = allowed;
    this.store = store;
    this.frozen = frozen;
    this.planner = planner;
    this.amender = amender;
    this.imports = imports;
    this.heads = heads;
    this.swaps = swaps;
    this.candidates = candidates;
    this.space = space;
    store.forEachDone(this::enrol);
  }

  private void enrol(String id, long offset) {
    done.put(id, offset);
    byAge.add(offset, id, 0);
  }

  /** Returns what a command means at its place. */
  Outcome take(LedgerEntry entry, Body.Command command, Findings findings) {
    try {
      Instruction instruction = InstructionFormat.parse(command);
      checkAllowed(command.type());
      Outcome outcome = carryOut(entry, command, instruction, findings);
      findings.count(Counter.COMMANDS);
      return outcome;
    } catch (RefusedCommandException e) {
      findings.count(Counter.REFUSED_COMMANDS);
      findings.tell(
          Notice.Happened.to(
              command.id(),
              EventType.COMMAND_REFUSED,
              "Command '" + command.id() + "' was refused: " + e.getMessage() + ".",
              Map.of("type", command.type())));
      return new Outcome.Settled();
    }
  }

  /** What the learner tells EMBED is no command of anybody else's. */
  private void checkAllowed(String type) {
    if (!allowed.contains(type) && !type.equals(CommandType.ENCODE.name())) {
      throw new RefusedCommandException(
          "type " + type + " is not among those allowed here: " + allowed);
    }
  }

  private Outcome carryOut(
      LedgerEntry entry, Body.Command command, Instruction instruction, Findings findings) {
    long offset = entry.position().offset();
    return switch (instruction) {
      case Instruction.Mark mark -> new Outcome.Marked(command.id(), mark.name());
      case Instruction.Freeze freeze -> {
        findings.tell(freeze(offset, command, freeze));
        yield new Outcome.Settled();
      }
      case Instruction.Snapshot snapshot -> snapshot(offset, command, snapshot, findings);
      case Instruction.ImportPart part -> {
        findings.tell(received(command, part, imports.receive(part)));
        yield new Outcome.Settled();
      }
      case Instruction.Import wanted -> importOf(entry, command, wanted, findings);
      case Instruction.Promote promote ->
          repeated(command, findings).orElseGet(() -> promote(offset, command, promote, findings));
      case Instruction.Dismiss dismiss ->
          repeated(command, findings).orElseGet(() -> dismiss(offset, command, dismiss, findings));
      case Instruction.Steer steer ->
          repeated(command, findings).orElseGet(() -> steer(offset, command, steer, findings));
      case Instruction.AskSwap asked -> new Outcome.SwapAsked(command.id());
      case Instruction.Encode obeyed -> new Outcome.Settled();
      case Instruction.Amend amend ->
          repeated(command, findings)
              .orElseGet(() ->
                  amend(entry, command, planner.plan(amend.edit()), amend.dryRun(), findings));
    };
  }

  private Outcome snapshot(
      long offset, Body.Command command, Instruction.Snapshot wanted, Findings findings) {
    Optional<Outcome> repeated = repeated(command, findings);
    if (repeated.isPresent()) {
      return repeated.get();
    }
    if (space.get().isEmpty()) {
      throw new RefusedCommandException("no space was announced, so nothing is known yet");
    }
    swaps.checkOneSpace();
    if (wanted.withSamples()) {
      planner.checkSamplesToTell();
    }
    remember(command.id(), offset);
    return new Outcome.Snapshotted(command.id(), wanted.withSamples());
  }

  private Outcome promote(
      long offset, Body.Command command, Instruction.Promote wanted, Findings findings) {
    String now = heads.checkRuns(wanted.head());
    if (wanted.dryRun()) {
      return wouldBe(
          command,
          "head " + wanted.head() + " answers instead of " + now + ".",
          Map.of("type", command.type(), "head", wanted.head(), "before", now),
          findings);
    }
    remember(command.id(), offset);
    return new Outcome.Promoted(command.id(), wanted.head());
  }

  private Outcome dismiss(
      long offset, Body.Command command, Instruction.Dismiss wanted, Findings findings) {
    int samples = candidates.samples(wanted.candidate()).size();
    if (wanted.dryRun()) {
      return wouldBe(
          command,
          "candidate '" + wanted.candidate() + "' of " + samples + " samples is dismissed.",
          Map.of("type", command.type(), "candidate", wanted.candidate()),
          findings);
    }
    remember(command.id(), offset);
    return new Outcome.Dismissed(command.id(), wanted.candidate());
  }

  private Outcome steer(
      long offset, Body.Command command, Instruction.Steer wanted, Findings findings) {
    String what = swaps.check(wanted.order());
    if (wanted.dryRun()) {
      return wouldBe(command, what, Map.of("type", command.type()), findings);
    }
    remember(command.id(), offset);
    BankTransfer.Left left = swaps.leave(wanted.order());
    return new Outcome.Steered(
        command.id(), command.type(), wanted.order(), left.images(), left.details());
  }

  private static Notice received(Body.Command command, Instruction.ImportPart part, long bytes) {
    return Notice.Happened.to(
        command.id(),
        EventType.COMMAND_DONE,
        "Part " + part.part() + " of snapshot '" + part.snapshot() + "' is here.",
        Map.of(
            "type", command.type(),
            "snapshot", part.snapshot(),
            "part", Integer.toString(part.part()),
            "bytes", Long.toString(bytes)));
  }

  /** Whatever comes of it, the parts are not needed any more. */
  private Outcome importOf(
      LedgerEntry entry, Body.Command command, Instruction.Import wanted, Findings findings) {
    try {
      Optional<Outcome> repeated = repeated(command, findings);
      if (repeated.isPresent()) {
        return repeated.get();
      }
      Optional<Long> before = imports.imported(wanted.snapshot());
      if (before.isPresent()) {
        return repeated(
            command,
            "Snapshot '" + wanted.snapshot() + "' was imported before: nothing was done again.",
            before.get(),
            findings);
      }
      swaps.checkOneSpace();
      return amend(entry, command, imports.plan(wanted), wanted.dryRun(), findings);
    } finally {
      imports.drop();
    }
  }

  private Notice freeze(long offset, Body.Command command, Instruction.Freeze freeze) {
    String what = freeze.label().map(label -> "Class '" + label + "'").orElse("Every class");
    boolean before = frozen.contains(freeze.label());
    if (freeze.frozen()) {
      frozen.freeze(freeze.label(), offset);
    } else {
      frozen.unfreeze(freeze.label());
    }
    return Notice.Happened.to(
        command.id(),
        EventType.COMMAND_DONE,
        what
            + (freeze.frozen() ? " is frozen" : " takes labels")
            + (before == freeze.frozen() ? ", as before." : " from here on."),
        Map.of("type", command.type(), "changed", Boolean.toString(before != freeze.frozen())));
  }

  private Optional<Outcome> repeated(Body.Command command, Findings findings) {
    return Optional.ofNullable(done.get(command.id()))
        .map(before ->
            repeated(
                command,
                "Command '" + command.id() + "' was carried out before: nothing was done again.",
                before,
                findings));
  }

  private static Outcome repeated(
      Body.Command command, String message, long before, Findings findings) {
    findings.tell(
        Notice.Happened.to(
            command.id(),
            EventType.COMMAND_REPEATED,
            message,
            Map.of("type", command.type(), "first_offset", Long.toString(before))));
    return new Outcome.Settled();
  }

  private Outcome amend(
      LedgerEntry entry, Body.Command command, Plan plan, boolean dryRun, Findings findings) {
    if (plan.bringsSums()) {
      space.get().ifPresent(heads::checkSumsSuffice);
    }
    if (plan instanceof Plan.OfEdit edit) {
      swaps.checkForget(edit.edit(), edit.ids());
    }
    Map<String, String> details = new TreeMap<>(plan.details());
    details.put("type", command.type());
    Map<String, Glance> glances =
        plan instanceof Plan.OfEdit edit ? swaps.glances(edit.edit(), edit.ids()) : Map.of();
    if (!glances.isEmpty()) {
      details.put("glances", Integer.toString(glances.size()));
    }
    if (dryRun) {
      return wouldBe(command, plan.message(), details, findings);
    }
    remember(command.id(), entry.position().offset());
    Amendment amendment =
        switch (plan) {
          case Plan.OfEdit edit -> {
            swaps.forget(edit.edit(), edit.ids(), glances, findings);
            yield amender.carryOut(edit, command.issuer(), findings);
          }
          case Plan.OfImport snapshot -> imports.carryOut(snapshot, entry, findings);
        };
    Map<String, SpaceId> spaces = plan instanceof Plan.OfEdit edit ? edit.spaces() : Map.of();
    return new Outcome.Amended(command.id(), amendment, spaces, plan.message(), details);
  }

  /** Answers a dry run: nothing comes of it. */
  private static Outcome wouldBe(
      Body.Command command, String what, Map<String, String> details, Findings findings) {
    findings.tell(
        Notice.Happened.to(
            command.id(), EventType.COMMAND_DRY_RUN, "It would be so: " + what, details));
    return new Outcome.Settled();
  }

  private void remember(String id, long offset) {
    enrol(id, offset);
    store.putDone(id, offset);
    for (Optional<String> old = byAge.pollOverdue(0); old.isPresent(); old = byAge.pollOverdue(0)) {
      done.remove(old.get());
      store.deleteDone(old.get());
    }
  }
}
