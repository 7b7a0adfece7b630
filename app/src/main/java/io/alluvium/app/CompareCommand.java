package io.alluvium.app;

import io.alluvium.evaluation.compare.BlockBootstrap;
import io.alluvium.evaluation.compare.Comparison;
import io.alluvium.evaluation.compare.ComparisonTable;
import io.alluvium.evaluation.report.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts finished evaluations side by side. */
@Command(
    name = "compare",
    description =
        "Put the heads of finished evaluations of the same data side by side, paired by sample: accuracies, their"
            + " difference with its 95 %% interval (bootstrap over blocks), McNemar's test. Exit code 0 if they"
            + " were compared, whoever is better; 1 if they cannot be.")
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description =
          "Folders that ./alluvium evaluate wrote; one is enough if it has several heads.")
  private List<Path> folders = List.of();

  @Option(names = "--out", paramLabel = "FILE", description = "Write the comparison as JSON too.")
  private @Nullable Path out;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Draws of the bootstrap (default: ${DEFAULT-VALUE}).")
  private int draws;

  @Option(
      names = "--block",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Answers in a block; 0 is the third root of how many there are (default: ${DEFAULT-VALUE}).")
  private int block;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "7",
      description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Comparison comparison = Comparison.of(folders, bootstrap());
    PrintWriter result = spec.commandLine().getOut();
    ComparisonTable.print(comparison, result);
    if (out != null) {
      Json.write(out, comparison.toJson());
      result.println();
      result.println("Comparison: " + out);
      result.flush();
    }
    return 0;
  }

  private BlockBootstrap bootstrap() {
    try {
      return new BlockBootstrap(draws, block, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
