package io.alluvium.app;

import io.alluvium.app.audit.AuditReport;
import io.alluvium.app.audit.OffsetRange;
import io.alluvium.app.ledger.ExportedLedger;
import io.alluvium.app.ledger.LedgerSource;
import io.alluvium.app.ledger.Replay;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.evaluation.EvaluationReport;
import io.alluvium.evaluation.report.ReportTable;
import io.alluvium.topology.AlluviumConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Replays a recorded ledger. */
@Command(
    name = "replay",
    description =
        "Replay a recorded ledger, from a topic or a folder of './alluvium export --ledger', by the code of LEARN and"
            + " without it: say whether the recorded predictions follow from it (--verify), and what other heads would"
            + " have answered (--heads). Exit code 0 if all is equal and every head has its row, else 1. Started again"
            + " with the same options and --out it goes on where it was ended.")
final class ReplayCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Mixin private ConfigOptions options;

  @Option(
      names = "--from-ledger",
      required = true,
      paramLabel = "RANGE|DIR",
      description =
          "Offsets FROM..TO of the ledger of the namespace, TO left out for its present end ('..' is all of it); or a"
              + " folder. It must begin with the first entry.")
  private String from;

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = "The same as -P bootstrap.servers=HOST:PORT.")
  private @Nullable String bootstrapServer;

  @Option(
      names = "--verify",
      description =
          "Compare the recorded predictions, byte for byte, with those that follow from the ledger.")
  private boolean verify;

  @Option(
      names = "--heads",
      paramLabel = "HEAD",
      split = ",",
      description =
          "Heads, with commas between (default: with --verify none, else that of the settings).")
  private List<String> heads = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the results of heads: report.json, run.json and heads/.")
  private @Nullable Path out;

  @Option(names = "--again", description = "Make rows anew that are there.")
  private boolean again;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    LedgerSource source = source();
    List<String> asked = heads(source.config());
    if (!asked.isEmpty() && out == null) {
      throw new ParameterException(
          spec.commandLine(), "no --out: where are the results of heads to go?");
    }
    return TerminalWatch.under(
        spec.commandLine().getErr(),
        progress -> {
          Replay replay = new Replay(source, progress);
          boolean good = !verify || print(replay.verify());
          if (out != null && !asked.isEmpty()) {
            good &= heads(replay, asked, out, progress);
          }
          return good ? 0 : FAILED;
        });
  }

  private LedgerSource source() {
    Map<String, String> settings = new HashMap<>(options.settings(System.getenv()));
    if (bootstrapServer != null) {
      settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer);
    }
    if (!OffsetRange.matches(from)) {
      ExportedLedger folder = ExportedLedger.open(Path.of(from));
      return new LedgerSource.Folder(folder, folder.config(settings), ExportedLedger.serdes());
    }
    try {
      AlluviumConfig config = new AlluviumConfig(settings);
      Connection.check(config, spec.commandLine());
      return LedgerSource.Topic.open(config, Registries.serdes(config), OffsetRange.parse(from));
    } catch (IllegalArgumentException | ConfigException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private List<String> heads(AlluviumConfig config) {
    if (heads.isEmpty()) {
      return verify ? List.of() : List.of(config.getString(AlluviumConfig.HEAD));
    }
    if (heads.stream().distinct().count() < heads.size()) {
      throw new ParameterException(
          spec.commandLine(), "heads are " + heads + ", expected each once");
    }
    for (String head : heads) {
      Map<String, Object> settings = new HashMap<>(config.originals());
      settings.put(AlluviumConfig.HEAD, head);
      try {
        new AlluviumConfig(settings);
      } catch (ConfigException e) {
        throw new ParameterException(spec.commandLine(), "--heads: " + e.getMessage(), e);
      }
    }
    return heads;
  }

  private boolean print(AuditReport report) {
    PrintWriter result = spec.commandLine().getOut();
    if (report.equal()) {
      result.print("bit-");
    }
    report.print(result);
    result.flush();
    return report.equal();
  }

  private boolean heads(
      Replay replay, List<String> asked, Path folder, EvaluationProgress progress) {
    EvaluationReport report =
        replay.heads(
            asked,
            folder,
            again,
            Version.own(),
            spec.commandLine().getParent().getParseResult().originalArgs(),
            progress::tell);
    ReportTable.print(report, folder, true, spec.commandLine().getOut());
    return report.isComplete();
  }
}
