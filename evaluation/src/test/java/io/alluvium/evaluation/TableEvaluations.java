package io.alluvium.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.alluvium.evaluation.data.DataKey;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.SolveOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations of a small table of numbers, in a folder of their own. */
abstract class TableEvaluations {
  private static final int ROWS = 600;
  static final Map<DataKey, String> TABLE =
      Map.of(
          DataKey.FEATURES, "a..c",
          DataKey.SPLIT_COLUMN, "part",
          DataKey.DOMAIN_COLUMN, "place");

  @TempDir Path folder;
  final List<String> told = new ArrayList<>();

  @BeforeEach
  void writeTheTable() throws IOException {
    Random random = new Random(7);
    StringBuilder table = new StringBuilder("part,place,label,a,b,c\n");
    for (int i = 0; i < ROWS; i++) {
      int label = random.nextInt(4);
      table.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%f,%f,%f\n",
              i % 5 == 0 ? "test" : "train",
              i < ROWS / 2 ? "lab" : "field",
              "class-" + label,
              100 * (label % 2) + 10 * random.nextGaussian(),
              label + 0.3 * random.nextGaussian(),
              random.nextGaussian()));
    }
    Files.writeString(folder.resolve("table.csv"), table);
  }

  final EvaluationPlan plan(Protocol protocol, String... heads) {
    return plan(List.of(folder.resolve("table.csv")), TABLE, "vector", protocol, heads);
  }

  final EvaluationPlan plan(
      List<Path> data,
      Map<DataKey, String> options,
      String encoder,
      Protocol protocol,
      String... heads) {
    return new EvaluationPlan(
        data.stream().map(Path::toString).toList(),
        DataProperties.of(options),
        OnError.STOP,
        Optional.of(encoder),
        settings -> settings,
        List.of(heads),
        HeadOptions.defaults(),
        Optional.empty(),
        SolveOptions.defaults(),
        protocol,
        ProtocolOptions.defaults(),
        folder.resolve("out"),
        folder.resolve("cache"),
        false,
        "test");
  }

  final EvaluationReport run(EvaluationPlan plan) {
    return new Evaluation(plan, Watch.NONE, told::add).run();
  }

  final JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out").resolve(file).toFile());
  }

  final void deleteOut() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
