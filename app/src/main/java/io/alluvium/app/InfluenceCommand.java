package io.alluvium.app;

import io.alluvium.app.audit.Influence;
import io.alluvium.app.audit.ReportText;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.topology.AlluviumConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how far the most harmful labels can have moved a class. */
@Command(
    name = "influence",
    description =
        "Show how far the most harmful labels of a class can have moved its mean, and which they are: the ones to"
            + " look at first, and to correct or forget.")
final class InfluenceCommand implements Callable<Integer> {
  private static final int MAX_LABELS = 1000;

  @Mixin private ConfigOptions options;

  @Option(names = "--class", required = true, paramLabel = "LABEL", description = "The class.")
  private String label;

  @Option(
      names = "--labels",
      paramLabel = "K",
      defaultValue = "5",
      description =
          "How many labels together, 1 to " + MAX_LABELS + " (default: ${DEFAULT-VALUE}).")
  private int labels;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (labels < 1 || labels > MAX_LABELS) {
      throw new ParameterException(
          spec.commandLine(), "--labels is " + labels + ", expected 1 to " + MAX_LABELS);
    }
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    Influence influence = Influence.of(config, Registries.serdes(config), label, labels);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ReportText.json(influence));
    } else {
      influence.print(out);
    }
    return 0;
  }
}
