package io.alluvium.app;

import io.alluvium.encoders.Device;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.shift.AdaptationDocument;
import io.alluvium.evaluation.shift.ShiftEvaluation;
import io.alluvium.evaluation.shift.ShiftPlan;
import io.alluvium.learning.HeadOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the tables of docs/adaptation.md. */
@Command(
    name = "adaptation",
    description =
        "Measure drift detection, adaptation, novelty and coverage on the data sets of"
            + " docs/adaptation.md, by several seeds, and print the tables. Data sets that are not"
            + " there are left out and named.")
final class AdaptationCommand implements Callable<Integer> {
  @Option(
      names = "--data-root",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the data sets cifar10, clinc150, gas-drift and keystroke.")
  private Path dataRoot = Path.of(".");

  @Option(
      names = "--image-encoder",
      paramLabel = "PATH",
      split = ",",
      description =
          "One or more .onnx files for images, each for all cases of images; without one they are"
              + " left out.")
  private List<Path> imageEncoders = List.of();

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only the cases whose headline has this in it.")
  private String only = "";

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
      description = "Folder of the reports, and of tables.md.")
  private Path out = Path.of(".");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    AdaptationDocument document = new AdaptationDocument();
    Files.createDirectories(out);
    for (AdaptationCase one : AdaptationCase.all()) {
      if (!one.isIncluded() && !Files.isDirectory(dataRoot.resolve(one.data()))) {
        err.println("left out, no data: " + one.title(""));
      } else if (!one.hasImages()) {
        measure(one, Optional.empty(), document, err);
      } else if (imageEncoders.isEmpty()) {
        err.println("left out, no encoder: " + one.title(""));
      } else {
        for (Path encoder : imageEncoders) {
          measure(one, Optional.of(encoder), document, err);
        }
      }
    }
    spec.commandLine().getOut().println(document.text());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void measure(
      AdaptationCase one, Optional<Path> encoder, AdaptationDocument document, PrintWriter err)
      throws IOException {
    String title = one.title(encoder.map(AdaptationCommand::name).orElse(""));
    if (!title.contains(only)) {
      return;
    }
    for (int seed = 1; seed <= seeds; seed++) {
      ShiftPlan plan = plan(one, title, encoder.map(Path::toString), seed);
      document.add(title, new ShiftEvaluation(plan, Watch.NONE, line -> {}).run());
      err.println(title + ", seed " + seed);
      err.flush();
      Files.writeString(out.resolve("tables.md"), document.text());
    }
  }

  private static String name(Path encoder) {
    return String.valueOf(encoder.getFileName()).replaceFirst("\\.onnx$", "");
  }

  private ShiftPlan plan(AdaptationCase one, String title, Optional<String> encoder, int seed) {
    return new ShiftPlan(
        one.isIncluded() ? one.data() : dataRoot.resolve(one.data()).toString(),
        DataProperties.of(Map.of()),
        OnError.STOP,
        encoder,
        options -> options.withDevice(Device.parse("cpu")),
        "slda",
        HeadOptions.defaults(),
        one.options(seed),
        out.resolve(title.replaceAll("[^a-z0-9]+", "-")).resolve("seed-" + seed),
        CacheFolder.standard(),
        Version.own());
  }
}
