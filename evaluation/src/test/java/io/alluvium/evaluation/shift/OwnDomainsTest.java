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

/**
 * Whole evaluations of tables that shift by themselves: domains that follow each other, another
 * data set, samples of no class in bursts, classes that appear.
 */
final class OwnDomainsTest {
  private static final int CLASSES = 6;
  private static final Map<DataKey, String> OPTIONS =
      Map.of(
          DataKey.FEATURES,
          "f1..f8",
          DataKey.SPLIT_COLUMN,
          "part",
          DataKey.DOMAIN_COLUMN,
          "month",
          DataKey.NOVEL_SPLITS,
          "foreign");

  @TempDir private Path folder;

  /** Rows of three months, each moved further than the one before, and rows of no class. */
  private Path table(String name, double moved, double monthly, int rows) throws IOException {
    Random random = new Random(name.hashCode());
    StringBuilder table = new StringBuilder("part,month,label,f1,f2,f3,f4,f5,f6,f7,f8\n");
    for (int i = 0; i < rows; i++) {
      int month = 3 * i / rows;
      int label = i % CLASSES;
      boolean foreign = random.nextInt(10) == 0;
      table.append(foreign ? "foreign" : random.nextInt(4) == 0 ? "test" : "train");
      table.append(",m").append(month).append(foreign ? ",none" : ",class" + label);
      for (int f = 0; f < 8; f++) {
        double mean = foreign ? (f < 4 ? 4 : -4) : f == label ? 4 : 0;
        double shift = foreign ? 0 : (moved + monthly * month) * (f % 2 == 0 ? 1 : -1);
        table.append(String.format(Locale.ROOT, ",%f", mean + shift + random.nextGaussian()));
      }
      table.append('\n');
    }
    return Files.writeString(folder.resolve(name + ".csv"), table);
  }

  private JsonNode report(Path data, Shifts shifts, StretchOrder stream, int appearing)
      throws IOException {
    ShiftReport report = run(data, shifts, stream, appearing);
    return new ObjectMapper().readTree(report.file().toFile());
  }

  private ShiftReport run(Path data, Shifts shifts, StretchOrder stream, int appearing)
      throws IOException {
    ShiftPlan plan =
        new ShiftPlan(
            data.toString(),
            DataProperties.of(OPTIONS),
            OnError.STOP,
            Optional.empty(),
            encoder -> encoder,
            "slda",
            HeadOptions.defaults(),
            new ShiftOptions(
                List.of("off", "auto"), shifts, stream, 0, 1, 500, 700, appearing, 0, 7),
            folder.resolve("out"),
            folder.resolve("cache"),
            "test");
    return new ShiftEvaluation(plan, (what, done, of) -> {}, line -> {}).run();
  }

  @Test
  void laterDomainsArePlayedInTheirOrderAndNothingOfThemIsLearnt() throws IOException {
    JsonNode report =
        report(
            table("months", 0, 1, 3_000),
            new Shifts(List.of(), List.of(), 1),
            StretchOrder.CONTINUAL,
            0);

    assertThat(report.path("shifts"))
        .extracting(JsonNode::asText)
        .containsExactly("domain:m1", "domain:m2");
    assertThat(report.path("corruptions")).isEmpty();
    assertThat(report.path("domains").path("domain:m1").asInt()).isEqualTo(700);
    assertThat(report.path("learnt_samples").asInt()).isBetween(500, 550);
    JsonNode auto = report.path("adapt").path("auto");
    assertThat(auto.path("stretches"))
        .extracting(one -> one.path("name").asText())
        .containsExactly("clean", "domain:m1", "domain:m2", "clean");
    double early = auto.path("stretches").path(1).path("frozen").asDouble();
    double late = auto.path("stretches").path(2).path("frozen").asDouble();
    assertThat(late).isLessThan(early - 0.1);
    assertThat(auto.path("gain").asDouble())
        .isGreaterThan(0.5 * auto.path("oracle_gain").asDouble());
    assertThat(
            report.path("drift").path("delays").path("domain:m2").path("iid").path("delay").asInt())
        .isBetween(1, 200);
  }

  @Test
  void anotherDataSetIsADomain() throws IOException {
    Path other = table("other", 1.5, 0, 600);
    Path same = table("same", 0, 0, 3_000);
    Shifts shifts = new Shifts(List.of("noise:1"), List.of(other.toString()), 0);

    JsonNode report = report(same, shifts, StretchOrder.RETURNING, 0);

    assertThat(report.path("shifts"))
        .extracting(JsonNode::asText)
        .containsExactly("noise:1", "other.csv");
    assertThat(report.path("domains").path("other.csv").asInt()).isBetween(100, 150);
    JsonNode stretches = report.path("adapt").path("auto").path("stretches");
    assertThat(stretches.path(3).path("samples"))
        .isEqualTo(report.path("domains").path("other.csv"));
    assertThat(stretches.path(3).path("oracle").asDouble())
        .isGreaterThan(stretches.path(3).path("frozen").asDouble() + 0.05);
  }

  @Test
  void samplesOfNoClassComeInBurstsAndOnlyThereAreFound() throws IOException {
    JsonNode report =
        report(
            table("bursts", 0, 0, 4_000),
            Shifts.ofDamage(List.of("noise:1")),
            StretchOrder.RETURNING,
            0);

    JsonNode burst = report.path("bursts").path("novel_share:0.9");
    assertThat(burst.path("noticed").asInt()).isEqualTo(Bursts.COUNT);
    assertThat(burst.path("delays")).allSatisfy(one -> assertThat(one.asInt()).isBetween(1, 200));
    assertThat(burst.path("kinds").path("input").asInt()).isEqualTo(Bursts.COUNT);
    assertThat(burst.path("novel_below_0.05").asDouble()).isGreaterThan(0.9);
    assertThat(burst.path("known_below_0.05").asDouble()).isLessThan(0.15);
    assertThat(burst.path("adapting_between").asDouble()).isLessThan(0.2);
    JsonNode sets = report.path("bursts").path("novel_share:0.5").path("sets");
    assertThat(sets.path("coverage").asDouble()).isBetween(0.88, 0.92);
    assertThat(sets.path("worst_window_deviation").asDouble()).isBetween(-0.012, 0.012);
  }

  @Test
  void setsGoOnThroughClassesThatAppear() throws IOException {
    JsonNode report =
        report(
            table("classes", 0, 0, 6_000),
            Shifts.ofDamage(List.of("noise:1")),
            StretchOrder.RETURNING,
            3);

    JsonNode appearing = report.path("appearing");
    assertThat(appearing.path("unknown").asInt()).isEqualTo(CLASSES);
    assertThat(appearing.path("coverage").asDouble()).isBetween(0.88, 0.92);
    assertThat(appearing.path("worst_window_deviation").asDouble()).isBetween(-0.02, 0.02);
    assertThat(appearing.path("aci").path("coverage").asDouble()).isBetween(0.88, 0.92);
    assertThat(appearing.path("after_4000").path("coverage").asDouble()).isBetween(0.88, 0.92);
    assertThat(appearing.path("known").path("coverage").asDouble())
        .isGreaterThan(appearing.path("coverage").asDouble());
  }

  @Test
  void tablesSayWhatCameOfBurstsAndOfClassesThatAppear() throws IOException {
    AdaptationDocument document = new AdaptationDocument();
    Path data = table("tables", 0, 0, 2_000);
    for (int times = 0; times < 2; times++) {
      document.add(
          "a case", run(data, Shifts.ofDamage(List.of("noise:1")), StretchOrder.RETURNING, 3));
    }

    assertThat(document.text())
        .contains("### a case\n\n2 seeds.")
        .contains("[noise:1]")
        .containsPattern(
            "5 bursts of 200 samples, share of novel ones 0\\.9: noticed 5\\.0 ± 0\\.0")
        .contains("as {input=10}")
        .containsPattern("Half of the classes appear in 3 ± 0 groups.*coverage 0\\.[89]")
        .contains("labels of unknown classes 6 ± 0");
  }

  @Test
  void whatCannotBePlayedIsRefused() throws IOException {
    Path data = table("months", 0, 1, 300);
    Shifts three = new Shifts(List.of(), List.of(), 3);

    assertThatThrownBy(() -> report(data, three, StretchOrder.CONTINUAL, 0))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("domain:m0")
        .hasMessageContaining("more than the 3");
    assertThatThrownBy(() -> report(data, three, StretchOrder.MIXED, 0))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("mixed");
    assertThatThrownBy(() -> new Shifts(List.of(), List.of(), -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> report(data, Shifts.ofDamage(List.of()), StretchOrder.CYCLIC, -1))
        .hasMessageContaining("-1");
  }
}
