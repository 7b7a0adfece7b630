package io.alluvium.evaluation.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.EvaluationPlan;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.data.DataKey;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.SolveOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes between encoders of numbers that differ in what they take for mean and deviation. */
class SwapEvaluationTest {
  private static final int DIM = 6;
  private static final int ROWS = 1500;
  private static final int STRANGERS = 200;

  @TempDir private Path folder;

  @BeforeEach
  void writeTableAndEncoders() throws IOException {
    Random random = new Random(7);
    StringBuilder table = new StringBuilder("part,label,f1,f2,f3,f4,f5,f6\n");
    for (int i = 0; i < ROWS; i++) {
      int label = random.nextInt(4);
      table.append(i % 5 == 0 ? "test" : "train").append(",class-").append(label);
      for (int j = 0; j < DIM; j++) {
        double centre = 2 * Math.sin(1.3 * label * (j + 1));
        table.append(String.format(Locale.ROOT, ",%f", centre + random.nextGaussian()));
      }
      table.append('\n');
    }
    for (int i = 0; i < STRANGERS; i++) {
      table.append("strange,nobody");
      for (int j = 0; j < DIM; j++) {
        table.append(String.format(Locale.ROOT, ",%f", j % 2 * 6 - 3 + random.nextGaussian()));
      }
      table.append('\n');
    }
    Files.writeString(folder.resolve("table.csv"), table);
    encoder("a", new double[] {0, 0, 0, 0, 0, 0}, new double[] {1, 1, 1, 1, 1, 1});
    encoder("small", new double[DIM], new double[] {1, 1e6, 1, 1e6, 1, 1e6});
    encoder("b", new double[] {3, -2, 4, 1, -5, 2}, new double[] {2, 0.5, 1, 3, 0.5, 1});
  }

  private void encoder(String name, double[] mean, double[] deviation) throws IOException {
    Files.writeString(
        folder.resolve(name + ".properties"),
        String.join(
            "\n",
            "engine=vector",
            "option.dim=" + DIM,
            "option.normalisation=fixed",
            "option.clip=40",
            "option.mean=" + joined(mean),
            "option.deviation=" + joined(deviation),
            ""));
  }

  private static String joined(double[] values) {
    List<String> texts = new ArrayList<>();
    for (double value : values) {
      texts.add(Double.toString(Math.abs(value) < 1e-12 ? 0 : value));
    }
    return String.join(",", texts);
  }

  private SwapPlan plan(String to, String shadow, String... heads) {
    return plan(Protocol.ENCODER_SWAP, "a", to, shadow, List.of(0.9), heads);
  }

  private SwapPlan plan(
      Protocol protocol,
      String from,
      String to,
      String shadow,
      List<Double> coverage,
      String... heads) {
    EvaluationPlan base =
        new EvaluationPlan(
            List.of(folder.resolve("table.csv").toString()),
            DataProperties.of(
                Map.of(
                    DataKey.FEATURES, "f1..f6",
                    DataKey.SPLIT_COLUMN, "part",
                    DataKey.NOVEL_SPLITS, "strange")),
            OnError.STOP,
            Optional.of(folder.resolve(from + ".properties").toString()),
            options -> options,
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
    List<String> encoders =
        List.of(to.split(",")).stream()
            .map(name -> folder.resolve(name + ".properties").toString())
            .toList();
    return new SwapPlan(base, encoders, ShadowSize.list(shadow), coverage);
  }

  private JsonNode report(SwapPlan plan) throws IOException {
    AtomicLong clock = new AtomicLong();
    SwapOutcome outcome =
        new SwapEvaluation(plan, Watch.NONE, line -> {}, () -> clock.getAndAdd(1_000_000)).run();
    StringWriter text = new StringWriter();
    outcome.print(new PrintWriter(text));
    assertThat(text.toString()).isNotEmpty();
    return new ObjectMapper().readTree(folder.resolve("out/report.json").toFile());
  }

  @Test
  void everyRowIsReportedForEveryHead() throws IOException {
    JsonNode report = report(plan("b", "20d,40d", "slda", "knn"));
    JsonNode rows = report.get("rows");
    List<String> names = new ArrayList<>();
    for (Iterator<String> it = rows.fieldNames(); it.hasNext(); ) {
      names.add(it.next());
    }
    assertThat(names)
        .containsExactly(
            "old",
            "none",
            "sdc",
            "sldc-linear",
            "dpcr",
            "kabsch",
            "average",
            "moved",
            "bridge",
            "ours",
            "labels-only",
            "backfill");
    for (String name : names) {
      assertThat(rows.get(name).get("accuracy").asDouble()).isBetween(0.0, 1.0);
      assertThat(rows.get(name).get("n").asInt()).isEqualTo(240);
      assertThat(rows.get(name).get("heads").get("knn").get("macro_recall").asDouble())
          .isBetween(0.0, 1.0);
    }
    assertThat(report.get("curve").size()).isEqualTo(2);
    assertThat(report.get("curve").get(0).get("n").asInt()).isEqualTo(120);
  }

  @Test
  void anAffineChangeIsMadeUpForAndWithoutItAccuracyIsLost() throws IOException {
    JsonNode report = report(plan("b", "40d", "slda"));
    JsonNode rows = report.get("rows");
    double backfill = rows.get("backfill").get("accuracy").asDouble();
    assertThat(rows.get("ours").get("accuracy").asDouble()).isGreaterThan(backfill - 0.02);
    assertThat(rows.get("moved").get("accuracy").asDouble()).isGreaterThan(backfill - 0.02);
    assertThat(rows.get("bridge").get("accuracy").asDouble()).isGreaterThan(backfill - 0.02);
    assertThat(rows.get("none").get("accuracy").asDouble()).isLessThan(backfill - 0.2);
    JsonNode gate = report.get("gate");
    assertThat(gate.get("checks").get("agreement").get("value").asDouble()).isGreaterThan(0.95);
    assertThat(gate.get("checks").get("explained-variance").get("meaning").asText()).isNotEmpty();
    assertThat(gate.get("chosen").asText()).isIn("moved", "bridge", "average");
  }

  @Test
  void sameSeedGivesTheSameReport() throws IOException {
    JsonNode first = report(plan("b", "20d", "slda"));
    assertThat(report(plan("b", "20d", "slda"))).isEqualTo(first);
  }

  @Test
  void chainIsReportedChangeByChange() throws IOException {
    JsonNode chain = report(plan("b,a,b,a,b", "40d", "slda")).get("chain");
    assertThat(chain.size()).isEqualTo(5);
    JsonNode last = chain.get(4).get("heads").get("slda");
    double backfill = last.get("backfill").get("accuracy").asDouble();
    assertThat(last.get("composed").get("accuracy").asDouble()).isGreaterThan(backfill - 0.03);
    assertThat(chain.get(3).get("heads").get("slda").get("anchor").get("agreement").asDouble())
        .isEqualTo(1);
    assertThat(chain.get(4).get("due").asText()).contains("over 5 changes");
  }

  @Test
  void folderOfAnotherEvaluationIsLeftAlone() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/run.json"), "{}");
    assertThatThrownBy(() -> report(plan("b", "20d", "slda")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("holds another evaluation");
  }

  @Test
  void moreShadowThanStreamIsRefused() {
    SwapPlan plan = plan("b", "100000", "slda");
    assertThatThrownBy(() -> report(plan))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("the unlabelled stream has 1 to ");
    assertThatThrownBy(() -> ShadowSize.list("many"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("'many'");
  }

  @Test
  void setsHoldTheTruthAsOftenThroughTheChange() throws IOException {
    JsonNode coverage = report(plan("b", "40d", "slda")).get("coverage");
    assertThat(coverage.get("promised").asDouble()).isEqualTo(0.9);
    assertThat(coverage.get("window").asInt()).isEqualTo(ROWS / 5);
    assertThat(coverage.get("lowest").asDouble()).isBetween(0.86, 0.94);
    assertThat(coverage.get("highest")).isEqualTo(coverage.get("lowest"));
  }

  private static double auroc(JsonNode report, String row) {
    return report.at("/novelty/" + row + "/auroc").asDouble();
  }

  @Test
  void strangersAreToldFromKnownClassesOnBothSidesOfAChange() throws IOException {
    JsonNode report = report(plan("b", "40d", "slda"));
    assertThat(report.at("/novelty/novel").asInt()).isEqualTo(STRANGERS);
    double anew = auroc(report, "backfill");
    assertThat(anew).isGreaterThan(0.9);
    assertThat(auroc(report, "old")).isBetween(anew - 0.05, anew + 0.05);
    assertThat(auroc(report, "moved")).isBetween(anew - 0.05, anew + 0.05);
    assertThat(auroc(report, "image")).isBetween(anew - 0.05, anew + 0.05);
    assertThat(report.at("/novelty/old/fpr95").asDouble()).isBetween(0.0, 0.5);
  }

  @Test
  void strangersAreToldByWhatASmallEncoderSees() throws IOException {
    JsonNode report = cascade(List.of(0.9));
    assertThat(auroc(report, "large")).isGreaterThan(auroc(report, "small") - 0.02);
    assertThat(auroc(report, "image")).isGreaterThan(0.6);
  }

  private JsonNode cascade(List<Double> coverage) throws IOException {
    return report(plan(Protocol.CASCADE, "small", "a", "40d", coverage, "slda", "ncm"));
  }

  @Test
  void aSmallEncoderAnswersWhatItIsSureOfAndTheLargeOneTheRest() throws IOException {
    JsonNode report = cascade(List.of(0.9));
    double small = report.at("/rows/small/accuracy").asDouble();
    double large = report.at("/rows/large/accuracy").asDouble();
    assertThat(large - small).isGreaterThan(0.03);
    JsonNode row = report.at("/cascade/0");
    assertThat(row.get("early").asDouble()).isBetween(0.2, 0.9);
    assertThat(row.get("early_accuracy").asDouble()).isGreaterThan(small);
    assertThat(row.get("accuracy").asDouble()).isBetween(small + 0.01, large + 0.02);
    assertThat(row.get("held").asDouble()).isBetween(0.85, 0.95);
    assertThat(row.get("cost").asDouble())
        .as("both take a tick of the clock for a batch")
        .isEqualTo(2 - row.get("early").asDouble());
    assertThat(report.get("small_millis")).isEqualTo(report.get("large_millis"));
    assertThat(report.at("/heads/ncm/cascade/0/held").asDouble()).isBetween(0.8, 0.95);
    assertThat(report.get("protocol").asText()).isEqualTo("cascade");
  }

  @Test
  void theMoreIsPromisedTheLessIsAnsweredEarly() throws IOException {
    JsonNode rows = cascade(List.of(0.7, 0.9, 0.97)).get("cascade");
    List<Double> early = new ArrayList<>();
    rows.forEach(row -> early.add(row.get("early").asDouble()));
    assertThat(early).hasSize(3).isSortedAccordingTo((left, right) -> Double.compare(right, left));
    assertThat(early.getFirst() - early.getLast()).isGreaterThan(0.1);
  }

  @Test
  void whatACascadeCannotBeMadeOfIsRefused() {
    assertThatThrownBy(() -> plan(Protocol.CASCADE, "small", "a,b", "4d", List.of(0.9), "slda"))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("cascade takes one encoder and one shadow size, got 2 and 1");
    assertThatThrownBy(() -> plan(Protocol.CASCADE, "small", "a", "4d", List.of(1.0), "slda"))
        .hasMessage("coverage is [1.0], expected at least one number above 0 and below 1");
  }
}
