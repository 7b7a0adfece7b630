package io.alluvium.app;

import io.alluvium.evaluation.results.Anchor;
import io.alluvium.evaluation.results.ResultsTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts many finished evaluations into one table. */
@Command(
    name = "results",
    description =
        "Print finished evaluations as Markdown: a table for each data set and protocol, mean and deviation over the"
            + " seeds that are there.")
final class ResultsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "Folder in which, at any depth, lie folders that ./alluvium evaluate wrote.")
  private Path folder = Path.of(".");

  @Option(
      names = "--anchors",
      paramLabel = "FILE",
      description =
          "CSV of what others reached, put beside it: data, protocol, encoder, method, metric, value.")
  private @Nullable Path anchors;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Anchor> others = anchors == null ? List.of() : Anchor.read(anchors);
    PrintWriter out = spec.commandLine().getOut();
    out.print(ResultsTable.read(folder, others).markdown());
    out.flush();
    return 0;
  }
}
