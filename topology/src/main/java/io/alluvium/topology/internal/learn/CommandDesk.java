package io.alluvium.topology.internal.learn;

import io.alluvium.stores.CommandStore;
import io.alluvium.stores.Counter;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

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
  private final Amender amender;
  private final Map<String, Long> done = new HashMap<>();
  private final AgeQueue byAge = new AgeQueue(MAX_REMEMBERED, Long.MAX_VALUE);

  /** Reads the store once. */
  CommandDesk(SortedSet<String> allowed, CommandStore store, Frozen frozen, Amender amender) {
    this.allowed = allowed;
    this.store = store;
    this.frozen = frozen;
    this.amender = amender;
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
      Outcome outcome = carryOut(entry.position().offset(), command, instruction, findings);
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

  private void checkAllowed(String type) {
    if (!allowed.contains(type)) {
      throw new RefusedCommandException(
          "type " + type + " is not among those allowed here: " + allowed);
    }
  }

  private Outcome carryOut(
      long offset, Body.Command command, Instruction instruction, Findings findings) {
    return switch (instruction) {
      case Instruction.Mark mark -> new Outcome.Marked(command.id(), mark.name());
      case Instruction.Freeze freeze -> {
        findings.tell(freeze(offset, command, freeze));
        yield new Outcome.Settled();
      }
      case Instruction.Amend amend -> amend(offset, command, amend, findings);
    };
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

  private Outcome amend(
      long offset, Body.Command command, Instruction.Amend amend, Findings findings) {
    Long before = done.get(command.id());
    if (before != null) {
      findings.tell(
          Notice.Happened.to(
              command.id(),
              EventType.COMMAND_REPEATED,
              "Command '" + command.id() + "' was carried out before: nothing was done again.",
              Map.of("type", command.type(), "first_offset", Long.toString(before))));
      return new Outcome.Settled();
    }
    Amender.Plan plan = amender.plan(amend.edit());
    if (amend.dryRun()) {
      findings.tell(
          Notice.Happened.to(
              command.id(),
              EventType.COMMAND_DRY_RUN,
              "It would be so: " + plan.message(),
              plan.details(command.type())));
      return new Outcome.Settled();
    }
    remember(command.id(), offset);
    return new Outcome.Amended(
        command.id(),
        amender.carryOut(plan, command.issuer(), findings),
        plan.message(),
        plan.details(command.type()));
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
