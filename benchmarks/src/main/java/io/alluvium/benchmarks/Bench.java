package io.alluvium.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./alluvium bench}: speed, each figure beside a limit that was measured in the same run.
 */
@Command(
    name = "bench",
    description =
        "Measure EMBED, LEARN, the kernels, the heads, direct replay, a change of the encoder and the demo, each beside"
            + " what this machine could do at best, and say whether the ratio is what it should be.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured, whatever the result", "1:failed", "2:wrong usage"})
public final class Bench implements Callable<Integer> {
  private static final int QUICK_REPLAY = 100_000;
  private static final int FULL_REPLAY = 5_000_000;

  @Option(names = "--quick", description = "One short reading of each figure.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "SECTION",
      split = ",",
      description =
          "Sections to run: ${COMPLETION-CANDIDATES} (default: all but index, which takes 20 minutes, and memory, which"
              + " takes long and 2 GB of disk for each million samples).")
  private @Nullable Set<Section> only;

  @Option(
      names = "--memory-samples",
      paramLabel = "N",
      defaultValue = "5000000",
      description = "Length of the ledger of section memory (default: ${DEFAULT-VALUE}).")
  private int memorySamples;

  @Option(
      names = "--bank-samples",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Labelled samples of section index (default: ${DEFAULT-VALUE}).")
  private int bankSamples;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write bench.json into this folder.")
  private @Nullable Path report;

  @Option(
      names = {"-P", "--property"},
      paramLabel = "KEY=VALUE",
      description = "A setting of Alluvium or Kafka to measure with; may be repeated.")
  private Map<String, String> properties = new LinkedHashMap<>();

  @Spec private CommandSpec spec;

  private Bench() {}

  /** Runs the bench and exits. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (bankSamples < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--bank-samples is " + bankSamples + ", expected at least 1");
    }
    Machine machine = Machine.here();
    List<Outcome> outcomes = new ArrayList<>();
    for (Section section : sections()) {
      outcomes.add(run(section));
    }
    PrintWriter out = spec.commandLine().getOut();
    BenchTable.print(out, machine, outcomes);
    if (report != null) {
      Path file = report.resolve("bench.json");
      BenchReport.write(file, machine, outcomes);
      say("report: " + file);
    }
    return 0;
  }

  private Set<Section> sections() {
    return only == null
        ? EnumSet.complementOf(EnumSet.copyOf(Section.BY_NAME))
        : EnumSet.copyOf(only);
  }

  private Outcome run(Section section) throws InterruptedException {
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    return switch (section) {
      case KERNELS -> new KernelBench(effort, this::say).run();
      case HEADS -> new HeadsBench(effort, this::say).run();
      case SWAP -> {
        try (Workplace workplace = new Workplace(properties)) {
          yield new SwapBench(effort, this::say)
              .run()
              .and(new LiveSwapBench(workplace, effort, this::say).run());
        }
      }
      case EMBED -> {
        try (Workplace workplace = new Workplace(properties)) {
          yield new EmbedBench(workplace, effort, this::say).run();
        }
      }
      case LEARN -> {
        try (Workplace workplace = new Workplace(properties)) {
          yield new LearnBench(workplace, effort, this::say).run();
        }
      }
      case REPLAY -> replay();
      case DEMO -> new DemoBench(home(), this::say).run();
      case INDEX -> new IndexBench(bankSamples, this::say).run();
      case MEMORY -> {
        try (Workplace workplace = new Workplace(properties)) {
          yield new MemoryBench(workplace, home(), memorySamples, this::say).run();
        }
      }
    };
  }

  private Outcome replay() {
    ReplayBench bench = new ReplayBench(quick ? QUICK_REPLAY : FULL_REPLAY, this::say);
    Outcome outcome = bench.run();
    say("replay: sum " + bench.sum());
    return outcome;
  }

  private static Path home() {
    return Path.of(System.getProperty("alluvium.home", "."));
  }

  private void say(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
  }
}
