package io.alluvium.app;

import io.alluvium.app.control.CommandSender;
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
import picocli.CommandLine.Spec;

/** Writes what a learner knows to a file. */
@Command(
    name = "export",
    description =
        "Write what the learner knows to a file, which './alluvium import' adds to another deployment.")
final class ExportCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE|DIR",
      description = "File to write; in a folder that is there it is named after the snapshot.")
  private Path out;

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
