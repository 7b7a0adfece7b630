package io.alluvium.app;

import io.alluvium.app.audit.OffsetRange;
import io.alluvium.app.control.CommandSender;
import io.alluvium.app.ledger.LedgerExport;
import io.alluvium.app.ledger.LedgerManifest;
import io.alluvium.app.model.ModelFile;
import io.alluvium.app.model.ModelSnapshot;
import io.alluvium.app.model.ModelTopic;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.schemas.Event;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.CommandType;
import io.alluvium.topology.WireSerdes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes what a learner knows to a file, or all that it has learnt from. */
@Command(
    name = "export",
    description =
        "Write what the learner knows to a file, which './alluvium import' adds to another deployment. With --ledger:"
            + " write the ledger itself, with its predictions, to a folder of Avro container files, which"
            + " './alluvium replay' and './alluvium import --ledger' read.")
final class ExportCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE|DIR",
      description =
          "File to write; in a folder that is there it is named after the snapshot. With --ledger: folder to write,"
              + " which is not there yet or empty.")
  private Path out;

  @Option(
      names = "--ledger",
      arity = "0..1",
      fallbackValue = "..",
      paramLabel = "RANGE",
      description =
          "Write the ledger: offsets FROM..TO, TO left out; all of it if no range is given.")
  private @Nullable String ledger;

  @Option(
      names = "--snapshot",
      paramLabel = "ID",
      description = "A snapshot that was taken before (default: take one now).")
  private @Nullable String snapshot;

  @Option(
      names = "--with-samples",
      description =
          "Labelled samples go with the sums, so that where they are imported each can be corrected and forgotten.")
  private boolean withSamples;

  @Option(names = "--overwrite", description = "Replace a file of that name.")
  private boolean overwrite;

  @Mixin private ControlOptions control;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    AlluviumConfig config = control.load();
    WireSerdes serdes = Registries.serdes(config);
    return ledger == null ? exportSnapshot(config, serdes) : exportLedger(config, serdes, ledger);
  }

  private int exportLedger(AlluviumConfig config, WireSerdes serdes, String text) {
    if (snapshot != null || withSamples || overwrite) {
      throw new ParameterException(
          spec.commandLine(),
          "--ledger does not go with --snapshot, --with-samples or --overwrite");
    }
    OffsetRange range = range(text);
    LedgerManifest manifest =
        TerminalWatch.under(
            spec.commandLine().getErr(),
            watch -> new LedgerExport(config, serdes, Version.own(), watch).write(range, out));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "Wrote %s: %s, %d entries, %d predictions, digest %s.%n",
            out,
            manifest.place(),
            manifest.entries(),
            manifest.predictions(),
            manifest.digest());
    return 0;
  }

  private OffsetRange range(String text) {
    try {
      return OffsetRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--ledger: " + e.getMessage(), e);
    }
  }

  private int exportSnapshot(AlluviumConfig config, WireSerdes serdes) throws InterruptedException {
    String id = snapshot;
    if (id == null) {
      io.alluvium.schemas.Command command =
          control.command(
              CommandType.SNAPSHOT, Map.of("with_samples", Boolean.toString(withSamples)));
      id = command.getId();
      try (CommandSender sender = CommandSender.open(config, serdes)) {
        Event answer = sender.send(command, control.patience());
        int code = control.print(answer);
        if (code != 0) {
          return code;
        }
      }
    }
    ModelSnapshot model = ModelTopic.read(config, serdes, id);
    Path file = Files.isDirectory(out) ? out.resolve(name(id)) : out;
    ModelFile.write(file, model, overwrite);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "Wrote %s: %d parts, %d bytes, %d labelled samples of %d classes, %d with vectors.%n",
            file,
            model.parts().size(),
            model.partBytes(),
            model.manifest().getLabelled(),
            model.manifest().getClasses(),
            model.manifest().getSamples());
    return 0;
  }

  private static String name(String id) {
    return id.replaceAll("[^A-Za-z0-9._-]", "_") + ModelFile.SUFFIX;
  }
}
