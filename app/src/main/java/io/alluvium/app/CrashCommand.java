package io.alluvium.app;

import io.alluvium.app.crash.CrashOptions;
import io.alluvium.app.crash.CrashProgramme;
import io.alluvium.app.crash.CrashReport;
import io.alluvium.app.crash.DeathKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Kills a pipeline again and again, and checks that its results are those of an undisturbed one.
 */
@Command(
    name = "crash",
    description =
        "Start a broker and a pipeline in processes of their own, kill them again and again in the middle of their"
            + " work, and check that nothing was lost or doubled and that every output is, to the last bit, that of"
            + " an uninterrupted replay of the same ledger.")
final class CrashCommand implements Callable<Integer> {
  private static final int UNBALANCED = 1;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often to kill, at least 1 (default: ${DEFAULT-VALUE}).")
  private int cycles;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "7",
      description = "Seed of the stream and of the deaths (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--kinds",
      paramLabel = "KIND",
      split = ",",
      description =
          "Ways to die, with commas between: ${COMPLETION-CANDIDATES} (default: all that need not be root).")
  private Set<DeathKind> kinds = EnumSet.noneOf(DeathKind.class);

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Keep broker, state and logs in this folder, which must be new or empty (default: a temporary one,"
              + " deleted if the books balance).")
  private @Nullable Path dataDir;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (cycles < 1) {
      throw new ParameterException(
          spec.commandLine(), "--cycles is " + cycles + ", expected at least 1");
    }
    Set<DeathKind> chosen = kinds.isEmpty() ? DeathKind.forAnyUser() : kinds;
    CrashOptions options =
        new CrashOptions(cycles, seed, chosen, List.of(), Optional.ofNullable(dataDir));
    PrintWriter out = spec.commandLine().getOut();
    try (Shutdown shutdown = Shutdown.listen(spec.commandLine().getErr())) {
      CrashReport report = new CrashProgramme(options, out, shutdown::isRequested).play();
      report.print(out);
      return report.isBalanced() ? 0 : UNBALANCED;
    }
  }
}
