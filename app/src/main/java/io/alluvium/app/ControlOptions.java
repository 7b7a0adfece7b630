package io.alluvium.app;

import io.alluvium.app.control.CommandSender;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Severity;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.CommandType;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands to a running learner have in common: where it is, and how to ask it. */
final class ControlOptions {
  private static final int REFUSED = 1;

  @Mixin private ConfigOptions options;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "Identity of the command: a second command of the same id is not carried out again"
              + " (default: a random one).")
  private @Nullable String id;

  @Option(
      names = "--issuer",
      paramLabel = "NAME",
      description = "Who asks, for the record (default: the user's name).")
  private String issuer = System.getProperty("user.name", "unknown");

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for the answer (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Sends a command, prints its answer and returns the exit code.
   *
   * @param showRetention whether to say how long Kafka keeps what was forgotten
   */
  int send(CommandType type, Map<String, String> arguments, boolean showRetention)
      throws InterruptedException {
    AlluviumConfig config = load();
    PrintWriter out = spec.commandLine().getOut();
    try (CommandSender sender = CommandSender.open(config, Registries.serdes(config))) {
      Event answer = sender.send(command(type, arguments), patience());
      int code = print(answer);
      if (showRetention && code == 0) {
        printRetention(sender.retention(), out);
      }
      return code;
    }
  }

  /** Returns the settings, checked. */
  AlluviumConfig load() {
    if (timeoutSeconds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--timeout is " + timeoutSeconds + ", expected at least 1");
    }
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    return config;
  }

  /** Returns a command of the id that was given, or else of a random one. */
  io.alluvium.schemas.Command command(CommandType type, Map<String, String> arguments) {
    String name = id == null ? UUID.randomUUID().toString() : id;
    return command(name, type, arguments, null);
  }

  io.alluvium.schemas.Command command(
      String name, CommandType type, Map<String, String> arguments, @Nullable ByteBuffer data) {
    return new io.alluvium.schemas.Command(
        name, type.name(), arguments, issuer, Instant.now(), data);
  }

  /** Returns how long to wait for an answer. */
  Duration patience() {
    return Duration.ofSeconds(timeoutSeconds);
  }

  /** Prints an answer and returns the exit code. */
  int print(Event answer) {
    print(answer, spec.commandLine().getOut());
    return answer.getSeverity() == Severity.ERROR ? REFUSED : 0;
  }

  private static void print(Event answer, PrintWriter out) {
    out.println(answer.getMessage());
    out.println("  answer  " + answer.getType());
    out.println("  ledger  " + answer.getPartition() + "@" + answer.getOffset());
    new TreeMap<>(answer.getDetails())
        .forEach((key, value) -> out.println("  " + key + "  " + value));
  }

  private static void printRetention(List<String> lines, PrintWriter out) {
    out.println("Kafka itself still holds what was sent:");
    lines.forEach(line -> out.println("  " + line));
  }
}
