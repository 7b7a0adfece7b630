package io.alluvium.app;

import io.alluvium.app.control.CommandSender;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds the knowledge of another deployment. */
@Command(
    name = "import",
    description =
        "Add what another deployment knew to what is known here: the sums are, to the last bit, those of one that had"
            + " seen the labels of both. Both must use the same encoder.")
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A file of './alluvium export'.")
  private Path file = Path.of("");

  @Option(
      names = "--dry-run",
      description = "Only say what would change; nothing does, but the parts are sequenced.")
  private boolean dryRun;

  @Mixin private ControlOptions control;

  @Override
  public Integer call() throws InterruptedException {
    ModelSnapshot model = ModelFile.read(file);
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
