package io.alluvium.app;

import io.alluvium.app.control.CommandSender;
import io.alluvium.app.ledger.ExportedLedger;
import io.alluvium.app.ledger.LedgerImport;
import io.alluvium.app.model.ModelFile;
import io.alluvium.app.model.ModelSnapshot;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.schemas.ModelPart;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.CommandType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds the knowledge of another deployment, or all that it has learnt from. */
@Command(
    name = "import",
    description =
        "Add what another deployment knew to what is known here: the sums are, to the last bit, those of one that had"
            + " seen the labels of both. Both must use the same encoder. With --ledger: write a recorded ledger into the"
            + " empty one of a namespace, at the same offsets and with the same times.")
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A file of './alluvium export'; none with --ledger.")
  private @Nullable Path file;

  @Option(
      names = "--ledger",
      paramLabel = "DIR",
      description = "A folder of './alluvium export --ledger'.")
  private @Nullable Path ledger;

  @Option(
      names = "--dry-run",
      description =
          "Only say what would change; nothing does, but the parts are sequenced. With --ledger: only check the folder.")
  private boolean dryRun;

  @Mixin private ControlOptions control;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (ledger != null && file == null) {
      return importLedger(ExportedLedger.open(ledger));
    }
    if (file == null || ledger != null) {
      throw new ParameterException(
          spec.commandLine(), "expected either FILE or --ledger DIR: what is to be imported");
    }
    return importSnapshot(ModelFile.read(file));
  }

  private int importLedger(ExportedLedger recorded) {
    AlluviumConfig config = control.load();
    TerminalWatch.under(
        spec.commandLine().getErr(),
        watch -> {
          LedgerImport run = new LedgerImport(config, Registries.serdes(config), watch);
          if (dryRun) {
            run.check(recorded);
          } else {
            run.write(recorded);
          }
          return recorded;
        });
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s %d entries of %s into '%s'.%n",
            dryRun ? "Would import" : "Imported",
            recorded.manifest().entries(),
            recorded.manifest().place(),
            config.topics().ledger());
    return 0;
  }

  private int importSnapshot(ModelSnapshot model) throws InterruptedException {
    AlluviumConfig config = control.load();
    io.alluvium.schemas.Command last = control.command(CommandType.IMPORT, arguments(model));
    List<io.alluvium.schemas.Command> parts =
        model.parts().stream().map(part -> command(last.getId(), model.id(), part)).toList();
    try (CommandSender sender = CommandSender.open(config, Registries.serdes(config))) {
      return control.print(sender.send(parts, last, control.patience()));
    }
  }

  private Map<String, String> arguments(ModelSnapshot model) {
    Map<String, String> arguments = new TreeMap<>();
    arguments.put("snapshot", model.id());
    arguments.put("format", Integer.toString(model.manifest().getFormat()));
    arguments.put("parts", Integer.toString(model.parts().size()));
    arguments.put("digest", model.manifest().getDigest());
    arguments.put("sums_digest", model.manifest().getSumsDigest());
    arguments.put("dry_run", Boolean.toString(dryRun));
    return arguments;
  }

  private io.alluvium.schemas.Command command(String importId, String snapshot, ModelPart part) {
    return control.command(
        String.format(Locale.ROOT, "%s/%d", importId, part.getNumber()),
        CommandType.IMPORT_PART,
        Map.of(
            "snapshot", snapshot,
            "part", Integer.toString(part.getNumber()),
            "sha256", part.getSha256()),
        part.getContent().duplicate());
  }
}
