package io.alluvium.app;

import io.alluvium.evaluation.Evaluation;
import io.alluvium.evaluation.EvaluationPlan;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.ask.AskingTable;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.protocol.AskedLabels;
import io.alluvium.evaluation.protocol.LabelOptions;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.learning.ask.AskStrategy;
import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the table of docs/adaptation.md that tells what asking is worth. */
@Command(
    name = "asking",
    description =
        "Measure accuracy by labels spent, asked for at random and by doubt, on several data sets by several seeds,"
            + " and print the table. Goes on where it was ended, from the folder of --out.")
final class AskingCommand implements Callable<Integer> {
  private static final List<AskStrategy> STRATEGIES = List.of(AskStrategy.values());

  @Option(
      names = "--data",
      paramLabel = "PATH",
      split = ",",
      required = true,
      description = "Data sets, with commas between: wordnet, or folders with dataset.properties.")
  private List<String> data = List.of();

  @Option(
      names = "--labels",
      paramLabel = "N",
      split = ",",
      defaultValue = "500,1000,2000,5000",
      description = "Budgets (default: ${DEFAULT-VALUE}).")
  private List<Integer> labels = List.of();

  @Option(
      names = "--head",
      paramLabel = "HEAD",
      defaultValue = "auto",
      description = "Head (default: ${DEFAULT-VALUE}).")
  private String head = "auto";

  @Option(
      names = "--challengers",
      paramLabel = "HEAD",
      split = ",",
      defaultValue = "ncm,slda,knn",
      description = "Heads that are asked by strategy committee (default: ${DEFAULT-VALUE}).")
  private List<String> challengers = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many seeds, from 1 on (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the reports, and of table.md.")
  private Path out = Path.of(".");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    AskingTable table = new AskingTable();
    for (String set : data) {
      for (AskStrategy strategy : STRATEGIES) {
        for (int budget : labels) {
          measure(table, set, strategy, budget);
        }
      }
      Files.writeString(out.resolve("table.md"), table.markdown());
    }
    spec.commandLine().getOut().print(table.markdown());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void measure(AskingTable table, String set, AskStrategy strategy, int budget) {
    PrintWriter err = spec.commandLine().getErr();
    String name = String.valueOf(Path.of(set).getFileName());
    for (int seed = 1; seed <= seeds; seed++) {
      Path folder =
          out.resolve(name)
              .resolve(strategy.name().toLowerCase(Locale.ROOT) + "-" + budget)
              .resolve("seed-" + seed);
      EvaluationPlan plan = plan(set, asked(strategy, budget), seed, folder);
      new Evaluation(plan, Watch.NONE, line -> {})
          .run()
          .rows()
          .forEach(row -> table.add(name, strategy, budget, row));
      err.println(folder);
      err.flush();
    }
  }

  private AskedLabels asked(AskStrategy strategy, int budget) {
    return new AskedLabels(
        strategy, 0, budget, strategy == AskStrategy.COMMITTEE ? challengers : List.of());
  }

  private EvaluationPlan plan(String set, AskedLabels asked, long seed, Path folder) {
    AlluviumConfig settings = new AlluviumConfig(Map.of());
    return new EvaluationPlan(
        List.of(set),
        DataProperties.of(Map.of()),
        OnError.STOP,
        Optional.empty(),
        options -> options,
        List.of(head),
        settings.headOptions(),
        Optional.empty(),
        settings.solveOptions(),
        Protocol.PREQUENTIAL,
        ProtocolOptions.defaults().withSeed(seed).withLabels(LabelOptions.AT_ONCE.withAsked(asked)),
        folder,
        CacheFolder.standard(),
        false,
        Version.own());
  }
}
