package io.alluvium.topology.internal.learn;

import io.alluvium.stores.HashChain;
import io.alluvium.stores.Snapshot;
import io.alluvium.topology.CommandType;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import io.alluvium.topology.internal.wire.Body;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** From the type and the arguments of a command to an {@link Instruction}. */
final class InstructionFormat {
  static final int MAX_NAME_BYTES = 256;

  private static final String DRY_RUN = "dry_run";
  private static final String WITH_SAMPLES = "with_samples";
  private static final String CLASS = Property.CLASS.argument();
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String CANDIDATE = "candidate";
  private static final Set<Property> PARTS =
      EnumSet.of(Property.SOURCE, Property.ANNOTATOR, Property.DOMAIN);

  private static final String SNAPSHOT = "snapshot";

  private final String type;
  private final Map<String, String> arguments;
  private final Optional<ByteBuffer> data;

  private InstructionFormat(Body.Command command) {
    this.type = command.type();
    this.arguments = command.arguments();
    this.data = command.data();
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
        checkArguments("sample", "class", "source", "annotator", "domain", SNAPSHOT, DRY_RUN);
        yield amend(arguments.containsKey(SNAPSHOT) ? takeOut() : forget());
      }
      case "RELABEL" -> {
        checkArguments(Property.SAMPLE.argument(), TO, DRY_RUN);
        yield amend(new Edit.Relabel(name(Property.SAMPLE.argument()), name(TO)));
      }
      case "NAME" -> {
        checkArguments(CANDIDATE, TO, DRY_RUN);
        yield amend(new Edit.Name(name(CANDIDATE), name(TO)));
      }
      case "DISMISS" -> {
        checkArguments(CANDIDATE, DRY_RUN);
        yield new Instruction.Dismiss(name(CANDIDATE), flag(DRY_RUN));
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
      case "SNAPSHOT" -> {
        checkArguments(WITH_SAMPLES);
        yield new Instruction.Snapshot(flag(WITH_SAMPLES));
      }
      case "IMPORT_PART" -> {
        checkArguments(SNAPSHOT, "part", "sha256");
        yield new Instruction.ImportPart(name(SNAPSHOT), number("part", 0), content());
      }
      case "IMPORT" -> importOf();
      case "PROMOTE" -> {
        checkArguments("head", DRY_RUN);
        yield new Instruction.Promote(name("head"), flag(DRY_RUN));
      }
      case "RELEASE" -> {
        checkArguments("encoder", "share", "window", "auto", DRY_RUN);
        yield steer(new SwapOrder.Release(name("encoder"), share(), window(), flag("auto")));
      }
      case "CUTOVER" -> {
        checkArguments("force", DRY_RUN);
        yield steer(new SwapOrder.CutOver(flag("force")));
      }
      case "CASCADE" -> {
        checkArguments("force", DRY_RUN);
        yield steer(new SwapOrder.Cascade(flag("force")));
      }
      case "ROLLBACK" -> {
        checkArguments(DRY_RUN);
        yield steer(new SwapOrder.RollBack());
      }
      case "RETIRE" -> {
        checkArguments(DRY_RUN);
        yield steer(new SwapOrder.Retire());
      }
      case "ABORT" -> {
        checkArguments("release", "reason", DRY_RUN);
        yield steer(
            new SwapOrder.Abort(
                Optional.ofNullable(arguments.get("release")),
                Optional.ofNullable(arguments.get("reason"))));
      }
      case "ENCODER_STATUS" -> {
        checkArguments();
        yield new Instruction.AskSwap();
      }
      case "ENCODE" -> new Instruction.Encode();
      default ->
          throw new RefusedCommandException(
              "its type is '" + type + "', expected one of " + CommandType.names());
    };
  }

  private Instruction steer(SwapOrder order) {
    return new Instruction.Steer(order, flag(DRY_RUN));
  }

  private OptionalDouble share() {
    String text = arguments.get("share");
    if (text == null) {
      return OptionalDouble.empty();
    }
    if (!text.matches("(0?\\.[0-9]{1,9}|1(\\.0{1,9})?)") || Double.parseDouble(text) == 0) {
      throw new RefusedCommandException(
          "argument 'share' is '" + text + "', expected a number above 0 and up to 1");
    }
    return OptionalDouble.of(Double.parseDouble(text));
  }

  private OptionalLong window() {
    return arguments.containsKey("window")
        ? OptionalLong.of(number("window", 1))
        : OptionalLong.empty();
  }

  private Instruction importOf() {
    checkArguments(SNAPSHOT, "format", "parts", "digest", "sums_digest", DRY_RUN);
    int format = number("format", 1);
    if (format != Snapshot.FORMAT) {
      throw new RefusedCommandException(
          "snapshot has format " + format + ", this program reads format " + Snapshot.FORMAT);
    }
    return new Instruction.Import(
        name(SNAPSHOT), number("parts", 1), name("digest"), name("sums_digest"), flag(DRY_RUN));
  }

  private ByteBuffer content() {
    ByteBuffer content =
        data.orElseThrow(() -> new RefusedCommandException("it brings no data, expected a part"));
    MessageDigest sha256 = HashChain.sha256();
    sha256.update(content.duplicate());
    String actual = HexFormat.of().formatHex(sha256.digest());
    if (!actual.equals(name("sha256"))) {
      throw new RefusedCommandException(
          "its part is damaged: SHA-256 is " + actual + ", expected " + name("sha256"));
    }
    return content;
  }

  private int number(String argument, int least) {
    String text = name(argument);
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least) {
      throw new RefusedCommandException(
          "argument '" + argument + "' is '" + text + "', expected a number from " + least);
    }
    return Integer.parseInt(text);
  }

  private Edit takeOut() {
    checkArguments(SNAPSHOT, DRY_RUN);
    return new Edit.TakeOut(name(SNAPSHOT));
  }

  private Edit forget() {
    List<Property> given =
        Arrays.stream(Property.values()).filter(p -> arguments.containsKey(p.argument())).toList();
    if (given.size() != 1) {
      throw new RefusedCommandException(
          "it names "
              + given.size()
              + " of sample, class, source, annotator, domain and snapshot, expected exactly one");
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
    return new Instruction.Amend(edit, flag(DRY_RUN));
  }

  private boolean flag(String argument) {
    String value = arguments.getOrDefault(argument, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw new RefusedCommandException(
          "argument '" + argument + "' is '" + value + "', expected true or false");
    }
    return value.equals("true");
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
