package io.alluvium.app;

import io.alluvium.app.audit.Explainer;
import io.alluvium.app.audit.Explanation;
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

/** Shows what one prediction rests on. */
@Command(
    name = "explain",
    description =
        "Show what one prediction rests on: the labelled samples nearest to it, what the scores of the two best"
            + " classes are made of, and which labelled samples stand behind each.")
final class ExplainCommand implements Callable<Integer> {
  private static final int MAX_NEAREST = 1000;

  @Mixin private ConfigOptions options;

  @Option(
      names = "--prediction",
      required = true,
      paramLabel = "ID",
      description = "Id of the sample that was predicted.")
  private String sampleId;

  @Option(
      names = "--nearest",
      paramLabel = "K",
      defaultValue = "5",
      description =
          "Greatest number of nearest samples shown, 1 to "
              + MAX_NEAREST
              + " (default: ${DEFAULT-VALUE}).")
  private int nearest;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (nearest < 1 || nearest > MAX_NEAREST) {
      throw new ParameterException(
          spec.commandLine(), "--nearest is " + nearest + ", expected 1 to " + MAX_NEAREST);
    }
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    Explainer explainer = new Explainer(config, Registries.serdes(config), nearest);
    Explanation explanation = explainer.explain(sampleId);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ReportText.json(explanation));
    } else {
      explanation.print(out);
    }
    return 0;
  }
}
