package io.alluvium.app;

import io.alluvium.app.demo.Demo;
import io.alluvium.app.demo.DemoOptions;
import io.alluvium.app.demo.DemoReport;
import io.alluvium.app.demo.TerminalLook;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays WordNet's definitions against a broker, a registry and a pipeline of its own. */
@Command(
    name = "demo",
    description =
        "Start a broker and a schema registry in this process, stream WordNet's definitions through EMBED and LEARN,"
            + " and report how well they were classified while classes appeared, labels came late and a source"
            + " went bad.")
final class DemoCommand implements Callable<Integer> {
  private static final int UNBALANCED = 1;
  private static final int MIN_RECORDS = 100;
  private static final int MAX_RECORDS = 95_000;

  @Mixin private ConfigOptions config;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "12000",
      description =
          "Samples to send, "
              + MIN_RECORDS
              + " to "
              + MAX_RECORDS
              + " (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description =
          "Samples a second; 0 is as fast as they are answered (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "7",
      description = "Seed of the stream (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--release",
      paramLabel = "NAME|DIR",
      description =
          "Replace the encoder by this one in the middle of the stream, without relabelling anything: a text encoder,"
              + " for instance bge-small.")
  private @Nullable String release;

  @Option(names = "--headless", description = "No redrawn line and no colours, as in a log.")
  private boolean headless;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write report.json into this folder.")
  private @Nullable Path report;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Keep the broker's data and the learner's state in this folder (default: a temporary one).")
  private @Nullable Path dataDir;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    check();
    config.load();
    PrintWriter err = spec.commandLine().getErr();
    TerminalLook look = look("alluvium.stderr.terminal");
    DemoReport result;
    try (Shutdown shutdown = Shutdown.listen(err)) {
      DemoOptions options =
          new DemoOptions(
              records,
              rate,
              seed,
              Optional.ofNullable(release),
              Optional.ofNullable(dataDir),
              again());
      Demo demo =
          new Demo(options, config.settings(System.getenv()), shutdown::isRequested, err, look);
      result = demo.play();
    }
    PrintWriter out = spec.commandLine().getOut();
    result.print(out, look("alluvium.stdout.terminal"));
    out.flush();
    if (report != null) {
      Path file = report.resolve("report.json");
      result.write(file);
      err.println("Report: " + file);
    }
    return result.isBalanced() ? 0 : UNBALANCED;
  }

  /**
   * The launcher says which of the two streams is a terminal: Java itself cannot tell them apart.
   */
  private TerminalLook look(String property) {
    return TerminalLook.of(!headless && Boolean.getBoolean(property), System.getenv());
  }

  private void check() {
    if (records < MIN_RECORDS || records > MAX_RECORDS) {
      throw new ParameterException(
          spec.commandLine(),
          "--records is " + records + ", expected " + MIN_RECORDS + " to " + MAX_RECORDS);
    }
    if (!(rate >= 0 && rate <= 1_000_000)) {
      throw new ParameterException(
          spec.commandLine(), "--rate is " + rate + ", expected 0 to 1000000");
    }
  }

  private String again() {
    return "./alluvium demo --records "
        + records
        + " --seed "
        + seed
        + (rate == 0 ? "" : " --rate " + rate)
        + (release == null ? "" : " --release " + release);
  }
}
