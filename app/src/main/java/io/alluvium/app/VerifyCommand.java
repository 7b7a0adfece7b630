package io.alluvium.app;

import io.alluvium.app.audit.ReportText;
import io.alluvium.app.audit.Verification;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.topology.AlluviumConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Computes one prediction again. */
@Command(
    name = "verify",
    description =
        "Compute one prediction again from the ledger before it, and say whether it is the same to the last bit."
            + " Exit code 0 if it is, 1 if not.")
final class VerifyCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;

  @Mixin private ConfigOptions options;

  @Option(
      names = "--prediction",
      required = true,
      paramLabel = "ID",
      description = "Id of the sample that was predicted.")
  private String sampleId;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    Verification outcome = Verification.of(config, Registries.serdes(config), sampleId);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ReportText.json(outcome));
    } else {
      outcome.print(out);
    }
    return outcome.equal() ? 0 : DIFFERENT;
  }
}
