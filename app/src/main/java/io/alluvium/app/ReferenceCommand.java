package io.alluvium.app;

import io.alluvium.evaluation.Evaluation;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.EvaluationPlan;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.evaluation.reference.Measured;
import io.alluvium.evaluation.reference.ReferenceRow;
import io.alluvium.evaluation.reference.ReferenceTable;
import io.alluvium.evaluation.report.HeadRow;
import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reproduces the figures that other programs reach with the same methods. */
@Command(
    name = "reference",
    description =
        "Measure heads on the reference data sets and set the figures beside those of other programs. Goes on where"
            + " it was ended, from the folder of --out. Exit code 0 if every row was measured, 1 otherwise.")
final class ReferenceCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder that has data/ and encoders/ (default: the variable ALLUVIUM_DATA).")
  private @Nullable Path data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the results of each row and seed.")
  private Path out = Path.of(".");

  @Option(names = "--markdown", paramLabel = "FILE", description = "Also write the table there.")
  private @Nullable Path markdown;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Measure rows whose name has this text; others are taken from --out.")
  private String only = "";

  @Option(
      names = "--max-seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Greatest number of seeds (default: ${DEFAULT-VALUE}).")
  private int maxSeeds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Measured> rows = new ArrayList<>();
    for (ReferenceRow row : ReferenceRow.all()) {
      rows.add(measured(row));
    }
    String page = ReferenceTable.markdown(rows);
    if (markdown != null) {
      Files.writeString(markdown, page);
    }
    PrintWriter result = spec.commandLine().getOut();
    result.print(page);
    result.flush();
    return rows.stream().noneMatch(row -> row.accuracies().isEmpty()) ? 0 : 1;
  }

  private Measured measured(ReferenceRow row) {
    List<Double> accuracies = new ArrayList<>();
    for (int seed = 0; seed < Math.min(row.seeds(), maxSeeds); seed++) {
      Path folder = out.resolve(row.folder()).resolve("seed" + seed);
      if (row.folder().contains(only) || Files.exists(folder.resolve("report.json"))) {
        accuracy(row, seed, folder).ifPresent(accuracies::add);
      }
    }
    return new Measured(row, accuracies);
  }

  private Optional<Double> accuracy(ReferenceRow row, long seed, Path folder) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(row.folder() + ", seed " + seed);
    err.flush();
    try {
      EvaluationPlan plan = plan(row, seed, folder);
      List<HeadRow> rows = new Evaluation(plan, Watch.NONE, line -> {}).run().rows();
      return rows.stream().findFirst().flatMap(each -> each.number("accuracy"));
    } catch (EvaluationException e) {
      err.println(row.folder() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private EvaluationPlan plan(ReferenceRow row, long seed, Path folder) {
    AlluviumConfig settings = new AlluviumConfig(row.settings());
    return new EvaluationPlan(
        List.of(row.data().contains("/") ? root().resolve(row.data()).toString() : row.data()),
        DataProperties.of(Map.of()),
        OnError.STOP,
        Optional.of(
            row.encoder().contains("/") ? root().resolve(row.encoder()).toString() : row.encoder()),
        options -> options,
        List.of(row.head()),
        settings.headOptions().with(builder -> builder.seed(seed + 1)),
        Optional.empty(),
        settings.solveOptions(),
        Protocol.named(row.protocol()),
        ProtocolOptions.defaults().withSeed(seed),
        folder,
        CacheFolder.standard(),
        false,
        Version.own());
  }

  private Path root() {
    String named = data == null ? System.getenv("ALLUVIUM_DATA") : data.toString();
    if (named == null || named.isEmpty()) {
      throw new EvaluationException("say with --data or ALLUVIUM_DATA where the data sets are");
    }
    return Path.of(named);
  }
}
