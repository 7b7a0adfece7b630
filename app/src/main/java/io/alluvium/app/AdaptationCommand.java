package io.alluvium.app;

import io.alluvium.encoders.Device;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.shift.AdaptationDocument;
import io.alluvium.evaluation.shift.ShiftEvaluation;
import io.alluvium.evaluation.shift.ShiftOptions;
import io.alluvium.evaluation.shift.ShiftPlan;
import io.alluvium.evaluation.shift.StretchOrder;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.adapt.Adapters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
  private static final List<String> FEW = List.of("auto", "shift");
  private static final List<String> OTHERS =
      Adapters.names().stream().filter(name -> !name.equals("off")).toList();
  private static final List<String> TYPING = List.of("typing:1", "typing:3", "typing:5");

  /** One row of the programme. */
  private record Case(
      String data,
      List<String> adapters,
      List<String> corruptions,
      StretchOrder stream,
      double concentration,
      int batch) {}

  private static final List<Case> CASES =
      List.of(
          new Case("cifar10", FEW, List.of(), StretchOrder.RETURNING, 0, 1),
          new Case("cifar10", FEW, List.of(), StretchOrder.RETURNING, 0.1, 1),
          new Case("clinc150", FEW, TYPING, StretchOrder.RETURNING, 0, 1),
          new Case("clinc150", FEW, TYPING, StretchOrder.RETURNING, 0.1, 1),
          new Case("gas-drift", FEW, List.of(), StretchOrder.RETURNING, 0, 1),
          new Case("gas-drift", FEW, List.of(), StretchOrder.RETURNING, 0.1, 1),
          new Case("keystroke", FEW, List.of(), StretchOrder.RETURNING, 0, 1),
          new Case("cifar10", FEW, List.of(), StretchOrder.RETURNING, 0, 64),
          new Case("cifar10", FEW, List.of(), StretchOrder.RETURNING, 0.1, 64),
          new Case("cifar10", FEW, List.of(), StretchOrder.MIXED, 0, 1),
          new Case("cifar10", FEW, List.of(), StretchOrder.CYCLIC, 0, 1),
          new Case("cifar10", OTHERS, List.of(), StretchOrder.CONTINUAL, 0, 1),
          new Case("cifar10", OTHERS, List.of(), StretchOrder.CONTINUAL, 0.1, 1));

  @Option(
      names = "--data-root",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the data sets cifar10, clinc150, gas-drift and keystroke.")
  private Path dataRoot = Path.of(".");

  @Option(
      names = "--image-encoder",
      paramLabel = "PATH",
      description = "An .onnx file for images; without it images are left out.")
  private @Nullable Path imageEncoder;

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
    for (Case one : CASES) {
      boolean images = one.data.equals("cifar10");
      if (!Files.isDirectory(dataRoot.resolve(one.data)) || (images && imageEncoder == null)) {
        err.println("left out: " + one);
        continue;
      }
      for (int seed = 1; seed <= seeds; seed++) {
        ShiftPlan plan = plan(one, images, seed);
        document.add(title(one), new ShiftEvaluation(plan, Watch.NONE, line -> {}).run());
        err.println(title(one) + ", seed " + seed);
        err.flush();
      }
      Files.writeString(out.resolve("tables.md"), document.text());
    }
    spec.commandLine().getOut().println(document.text());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static String title(Case one) {
    String order = one.concentration == 0 ? "i.i.d." : "dirichlet:" + one.concentration;
    return String.join(", ", one.data, one.stream.key(), order, "batch " + one.batch);
  }

  private ShiftPlan plan(Case one, boolean images, int seed) {
    return new ShiftPlan(
        dataRoot.resolve(one.data).toString(),
        DataProperties.of(Map.of()),
        OnError.STOP,
        images ? Optional.of(String.valueOf(imageEncoder)) : Optional.empty(),
        options -> options.withDevice(Device.parse("cpu")),
        "slda",
        HeadOptions.defaults(),
        new ShiftOptions(
            one.adapters,
            one.corruptions,
            one.stream,
            one.concentration,
            one.batch,
            1000,
            2000,
            seed),
        out.resolve(title(one).replaceAll("[^a-z0-9]+", "-")).resolve("seed-" + seed),
        CacheFolder.standard(),
        Version.own());
  }
}
