package io.alluvium.app;

import io.alluvium.app.audit.Audit;
import io.alluvium.app.audit.AuditReport;
import io.alluvium.app.audit.ReportText;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.topology.AlluviumConfig;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Folds the whole ledger again and compares it with what was published. */
@Command(
    name = "audit",
    description =
        "Fold the whole ledger again, beside the running pipeline, and compare what follows from it with every"
            + " prediction, every event and every snapshot that was published. Exit code 0 if all are equal, 1 at the first that is"
            + " not.")
final class AuditCommand implements Callable<Integer> {
  private static final int DIVERGED = 1;
  private static final long ENTRIES_PER_LINE = 10_000;

  @Mixin private ConfigOptions options;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    AuditReport report = Audit.run(config, Registries.serdes(config), this::tell);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ReportText.json(report));
    } else {
      report.print(out);
    }
    return report.equal() ? 0 : DIVERGED;
  }

  private void tell(long entries, long of) {
    if (entries % ENTRIES_PER_LINE == 0) {
      spec.commandLine()
          .getErr()
          .printf(Locale.ROOT, "%d of about %d ledger entries are equal so far%n", entries, of)
          .flush();
    }
  }
}
