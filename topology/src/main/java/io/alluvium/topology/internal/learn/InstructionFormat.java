package io.alluvium.topology.internal.learn;

import io.alluvium.topology.CommandType;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import io.alluvium.topology.internal.wire.Body;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** From the type and the arguments of a command to an {@link Instruction}. */
final class InstructionFormat {
  static final int MAX_NAME_BYTES = 256;

  private static final String DRY_RUN = "dry_run";
  private static final String CLASS = Property.CLASS.argument();
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final Set<Property> PARTS =
      EnumSet.of(Property.SOURCE, Property.ANNOTATOR, Property.DOMAIN);

  private final String type;
  private final Map<String, String> arguments;

  private InstructionFormat(Body.Command command) {
    this.type = command.type();
    this.arguments = command.arguments();
  }

  /**
   * Returns what a command asks for.
   *
   * @throws RefusedCommandException if its type is unknown, or an argument is missing, unknown or
   *     out of range
   */
  static Instruction parse(Body.Command command) {
    checkName("its id", command.id());
    return new InstructionFormat(command).instruction();
  }

  private Instruction instruction() {
    return switch (type) {
      case "MARK" -> {
        checkArguments("name");
        yield new Instruction.Mark(name("name"));
      }
      case "FORGET" -> {
        checkArguments("sample", "class", "source", "annotator", "domain", DRY_RUN);
        yield amend(forget());
      }
      case "RELABEL" -> {
        checkArguments(Property.SAMPLE.argument(), TO, DRY_RUN);
        yield amend(new Edit.Relabel(name(Property.SAMPLE.argument()), name(TO)));
      }
      case "RENAME", "MERGE" -> {
        checkArguments(FROM, TO, DRY_RUN);
        yield amend(move());
      }
      case "SPLIT" -> {
        checkArguments(CLASS, "by", DRY_RUN);
        yield amend(new Edit.Split(name(CLASS), part(name("by"))));
      }
      case "FREEZE", "UNFREEZE" -> {
        checkArguments(CLASS);
        Optional<String> label =
            arguments.containsKey(CLASS) ? Optional.of(name(CLASS)) : Optional.empty();
        yield new Instruction.Freeze(label, type.equals("FREEZE"));
      }
      default ->
          throw new RefusedCommandException(
              "its type is '" + type + "', expected one of " + CommandType.names());
    };
  }

  private Edit forget() {
    List<Property> given =
        Arrays.stream(Property.values()).filter(p -> arguments.containsKey(p.argument())).toList();
    if (given.size() != 1) {
      throw new RefusedCommandException(
          "it names "
              + given.size()
              + " of sample, class, source, annotator and domain, expected exactly one");
    }
    Property property = given.getFirst();
    return new Edit.Forget(property, name(property.argument()));
  }

  private Edit move() {
    Edit.Move move = new Edit.Move(name(FROM), name(TO), type.equals("MERGE"));
    if (move.from().equals(move.to())) {
      throw new RefusedCommandException("'from' and 'to' are both '" + move.from() + "'");
    }
    return move;
  }

  private static Property part(String text) {
    return PARTS.stream()
        .filter(property -> property.argument().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new RefusedCommandException(
                "argument 'by' is '" + text + "', expected source, annotator or domain"));
  }

  private Instruction amend(Edit edit) {
    String dryRun = arguments.getOrDefault(DRY_RUN, "false");
    if (!dryRun.equals("true") && !dryRun.equals("false")) {
      throw new RefusedCommandException(
          "argument '" + DRY_RUN + "' is '" + dryRun + "', expected true or false");
    }
    return new Instruction.Amend(edit, dryRun.equals("true"));
  }

  private void checkArguments(String... known) {
    NavigableSet<String> unknown = new TreeSet<>(arguments.keySet());
    List.of(known).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new RefusedCommandException(
          type + " takes " + String.join(", ", known) + ", it has " + unknown);
    }
  }

  private String name(String argument) {
    String value = arguments.getOrDefault(argument, "");
    checkName("argument '" + argument + "'", value);
    return value;
  }

  static void checkName(String what, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (text.isBlank() || bytes > MAX_NAME_BYTES) {
      throw new RefusedCommandException(
          what + " has " + bytes + " bytes, expected 1 to " + MAX_NAME_BYTES);
    }
  }
}
