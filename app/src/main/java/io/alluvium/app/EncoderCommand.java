package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts another encoder in the place of the one that runs, while the stream runs. */
@Command(
    name = "encoder",
    description =
        "Put another encoder in the place of the one that runs, while the stream runs and without labelling anything"
            + " again: release it, look at its status, and decide. './alluvium encoder adapt' trains one from what was"
            + " labelled.",
    subcommands = {
      EncoderCommand.Release.class,
      EncoderCommand.Status.class,
      EncoderCommand.CutOver.class,
      EncoderCommand.Cascade.class,
      EncoderCommand.RollBack.class,
      EncoderCommand.Retire.class,
      EncoderCommand.Abort.class,
      EncoderBackfill.class,
      EncoderHistory.class,
    })
final class EncoderCommand {
  private EncoderCommand() {}

  /** Lets an encoder be tried. */
  @Command(
      name = "release",
      description =
          "Let a share of the samples be seen by another encoder as well. Once there are pairs enough, maps between"
              + " both are fitted and judged: the event swap-report says what was found.")
  static final class Release implements Callable<Integer> {
    @Parameters(
        paramLabel = "NAME|DIR",
        description = "The encoder: as in alluvium.encoder, where EMBED runs.")
    private String encoder = "";

    @Option(
        names = "--share",
        paramLabel = "SHARE",
        description = "Share of the samples, above 0 to 1 (default: alluvium.swap.share).")
    private @Nullable String share;

    @Option(
        names = "--window",
        paramLabel = "PAIRS",
        description = "Pairs that the maps are fitted from (default: alluvium.swap.window.pairs).")
    private @Nullable String window;

    @Option(
        names = "--auto",
        description = "Let the encoder serve at once if nothing in the report speaks against it.")
    private boolean auto;

    @Mixin private AmendOptions amend;

    @Override
    public Integer call() throws InterruptedException {
      Map<String, String> arguments = new TreeMap<>();
      arguments.put("auto", Boolean.toString(auto));
      arguments.put("encoder", whole(encoder));
      if (share != null) {
        arguments.put("share", share);
      }
      if (window != null) {
        arguments.put("window", window);
      }
      return amend.send(CommandType.RELEASE, arguments);
    }

    /** EMBED may have been started in another folder. */
    private static String whole(String name) {
      Path path = Path.of(name);
      return Files.isDirectory(path) ? path.toAbsolutePath().normalize().toString() : name;
    }
  }

  /** Says how far the change has come. */
  @Command(
      name = "status",
      description =
          "Say how far the change has come: its state, its progress, and the report with the meaning and the limit of"
              + " each number.")
  static final class Status implements Callable<Integer> {
    @Mixin private ControlOptions control;

    @Override
    public Integer call() throws InterruptedException {
      return control.send(CommandType.ENCODER_STATUS, Map.of(), false);
    }
  }

  /** Lets the released encoder serve. */
  @Command(
      name = "cutover",
      description =
          "Let the released encoder serve. What was learnt with the old one is moved, and kept as it is for a rollback.")
  static final class CutOver implements Callable<Integer> {
    @Option(names = "--force", description = "Even if the report refuses it.")
    private boolean force;

    @Mixin private AmendOptions amend;

    @Override
    public Integer call() throws InterruptedException {
      return amend.send(CommandType.CUTOVER, Map.of("force", Boolean.toString(force)));
    }
  }

  /** Lets the released encoder see all samples first. */
  @Command(
      name = "cascade",
      description =
          "Let the released encoder, a smaller one, see all samples first, and the one that serves those whose set is"
              + " not one class, and those that are labelled. Each sample is answered once; everything is learnt in the"
              + " space of the one that serves. 'rollback' ends it.")
  static final class Cascade implements Callable<Integer> {
    @Option(names = "--force", description = "Even if the report refuses it.")
    private boolean force;

    @Mixin private AmendOptions amend;

    @Override
    public Integer call() throws InterruptedException {
      return amend.send(CommandType.CASCADE, Map.of("force", Boolean.toString(force)));
    }
  }

  /** Lets the old encoder serve again. */
  @Command(
      name = "rollback",
      description =
          "Let the old encoder serve again, with all that it knew, and with what was learnt since; in a cascade, see"
              + " all samples again.")
  static final class RollBack implements Callable<Integer> {
    @Mixin private AmendOptions amend;

    @Override
    public Integer call() throws InterruptedException {
      return amend.send(CommandType.ROLLBACK, Map.of());
    }
  }

  /** Lets go of the old encoder. */
  @Command(
      name = "retire",
      description =
          "Let go of the old encoder and of what is kept for a rollback. Labelled samples that only it has seen can no"
              + " longer be corrected or forgotten one by one.")
  static final class Retire implements Callable<Integer> {
    @Mixin private AmendOptions amend;

    @Override
    public Integer call() throws InterruptedException {
      return amend.send(CommandType.RETIRE, Map.of());
    }
  }

  /** Gives the change up. */
  @Command(
      name = "abort",
      description = "Give the change up: the encoder that served before goes on alone.")
  static final class Abort implements Callable<Integer> {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    private @Nullable String reason;

    @Mixin private AmendOptions amend;

    @Override
    public Integer call() throws InterruptedException {
      return amend.send(CommandType.ABORT, reason == null ? Map.of() : Map.of("reason", reason));
    }
  }
}
