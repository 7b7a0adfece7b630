package io.alluvium.evaluation.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.data.DataKey;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.learning.HeadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole evaluations of a table of numbers whose columns get an offset. */
final class ShiftEvaluationTest {
  private static final int FEATURES = 8;

  @TempDir private Path folder;

  private int rows = 3_000;

  private void writeTheTable() throws IOException {
    Random random = new Random(7);
    StringBuilder table = new StringBuilder("part,label,f1,f2,f3,f4,f5,f6,f7,f8\n");
    for (int i = 0; i < rows; i++) {
      int label = i % 5;
      table.append(i % 4 == 0 ? "test" : "train").append(",class").append(label);
      for (int f = 0; f < FEATURES; f++) {
        double mean = f % 5 == label ? 3 : 0;
        table.append(String.format(Locale.ROOT, ",%f", mean + random.nextGaussian()));
      }
      table.append('\n');
    }
    Files.writeString(folder.resolve("table.csv"), table);
  }

  private JsonNode report(ShiftOptions options) throws IOException {
    writeTheTable();
    Map<DataKey, String> table = Map.of(DataKey.FEATURES, "f1..f8", DataKey.SPLIT_COLUMN, "part");
    ShiftPlan plan =
        new ShiftPlan(
            folder.resolve("table.csv").toString(),
            DataProperties.of(table),
            OnError.STOP,
            Optional.empty(),
            encoder -> encoder,
            "slda",
            HeadOptions.defaults(),
            options,
            folder.resolve("out"),
            folder.resolve("cache"),
            "test");
    ShiftReport report = new ShiftEvaluation(plan, (what, done, of) -> {}, line -> {}).run();
    return new ObjectMapper().readTree(report.file().toFile());
  }

  private static ShiftOptions options(StretchOrder stream, String order, int batch) {
    return new ShiftOptions(
        List.of("off", "auto", "shift"),
        Shifts.ofDamage(List.of("offset:5")),
        stream,
        ShiftOptions.concentration(order),
        batch,
        600,
        700,
        0,
        2,
        7);
  }

  @Test
  void autoWinsBackWhatAnOffsetCostsAndHarmsNothing() throws IOException {
    JsonNode report = report(options(StretchOrder.RETURNING, "iid", 1));

    JsonNode auto = report.path("adapt").path("auto");
    assertThat(auto.path("gain").asDouble())
        .isGreaterThan(0.6 * auto.path("oracle_gain").asDouble());
    assertThat(auto.path("oracle_gain").asDouble()).isGreaterThan(0.05);
    assertThat(auto.path("harm").asDouble()).isGreaterThan(-0.005);
    assertThat(auto.path("false_alarms").asInt()).isZero();
    assertThat(auto.path("delay").asDouble()).isBetween(1.0, 200.0);
    assertThat(auto.path("stretches")).hasSize(3);
    JsonNode off = report.path("adapt").path("off");
    assertThat(off.path("adapted")).isEqualTo(off.path("frozen"));
    assertThat(off.path("gain").asDouble()).isZero();
    assertThat(report.path("drift").path("false_alarms.iid")).isEmpty();
    assertThat(report.path("coverage").path("quantile_tracking").path("coverage").asDouble())
        .isBetween(0.88, 0.92);
  }

  @Test
  void othersAreToldFromAClassThatIsAllThatIsNormal() throws IOException {
    JsonNode section = report(options(StretchOrder.RETURNING, "iid", 1)).path("one_class");

    assertThat(section.path("classes").asInt()).isEqualTo(2);
    for (String score : List.of("mvg", "mvg-npca", "cosine", "neighbours")) {
      assertThat(section.path(score).path("false_positives:0.05").asDouble())
          .as(score)
          .isBetween(0.01, 0.12);
    }
    assertThat(section.path("mvg").path("auroc").asDouble()).isGreaterThan(0.9);
    assertThat(section.path("mvg").path("chi_square_false_positives:0.05").asDouble())
        .isBetween(0.01, 0.15);
    assertThat(section.path("cosine").has("chi_square_false_positives:0.05")).isFalse();
  }

  @Test
  void labelsInRunsDoNoHarm() throws IOException {
    JsonNode report = report(options(StretchOrder.CYCLIC, "dirichlet:0.1", 16));

    JsonNode adapt = report.path("adapt");
    assertThat(adapt.path("auto").path("harm").asDouble()).isGreaterThan(-0.005);
    assertThat(adapt.path("auto").path("stretches")).hasSize(5);
    assertThat(report.path("drift").path("false_alarms.dirichlet:0.1")).isEmpty();
  }

  @Test
  void equalPlansGiveEqualReports() throws IOException {
    ShiftOptions options = options(StretchOrder.MIXED, "iid", 4);

    assertThat(report(options)).isEqualTo(report(options));
  }

  @Test
  void classesOfFewSamplesHaveNoCandidates() throws IOException {
    rows = 24;

    JsonNode report = report(options(StretchOrder.RETURNING, "iid", 1));

    assertThat(report.has("candidates")).isFalse();
    assertThat(report.path("adapt").path("off").path("stretches")).hasSize(3);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> ShiftOptions.concentration("dirichlet:0"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("dirichlet:0");
    assertThatThrownBy(() -> StretchOrder.named("sideways")).hasMessageContaining("returning");
    assertThatThrownBy(() ->
            new ShiftOptions(
                List.of("magic"),
                Shifts.ofDamage(List.of()),
                StretchOrder.MIXED,
                0,
                1,
                1,
                1,
                0,
                0,
                1))
        .hasMessageContaining("magic");
  }
}
