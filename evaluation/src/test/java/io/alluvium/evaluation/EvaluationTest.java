package io.alluvium.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.alluvium.evaluation.data.DataKey;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.predictions.GradedAnswer;
import io.alluvium.evaluation.predictions.PredictionFile;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.evaluation.report.ReportTable;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.SolveOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole evaluations of a small table of numbers. */
class EvaluationTest {
  private static final int ROWS = 600;
  private static final Map<DataKey, String> TABLE =
      Map.of(
          DataKey.FEATURES, "a..c",
          DataKey.SPLIT_COLUMN, "part",
          DataKey.DOMAIN_COLUMN, "place");

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();

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

  private EvaluationPlan plan(Protocol protocol, String... heads) {
    return plan(List.of(folder.resolve("table.csv")), TABLE, "vector", protocol, heads);
  }

  private EvaluationPlan plan(
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

  private EvaluationReport run(EvaluationPlan plan) {
    return new Evaluation(plan, Watch.NONE, told::add).run();
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out").resolve(file).toFile());
  }

  @Test
  void writesARowForEachHead() throws IOException {
    EvaluationReport report = run(plan(Protocol.JOINT, "ncm", "slda"));

    assertThat(report.isComplete()).isTrue();
    JsonNode heads = json("report.json").get("heads");
    for (String head : List.of("ncm", "slda")) {
      assertThat(heads.get(head).get("samples").asInt()).isEqualTo(480);
      assertThat(heads.get(head).get("graded").asInt()).isEqualTo(120);
      assertThat(heads.get(head).get("accuracy").asDouble()).isGreaterThan(0.6);
      for (String metric :
          List.of("macro_recall", "prequential_accuracy", "kappa", "samples_per_second")) {
        assertThat(heads.get(head).get(metric).isNumber()).as(metric).isTrue();
      }
    }
    assertThat(json("report.json").get("complete").asBoolean()).isTrue();
    JsonNode run = json("run.json");
    assertThat(run.get("digests").get("ncm").get("ledger_digest"))
        .isEqualTo(run.get("digests").get("slda").get("ledger_digest"));
    assertThat(run.get("space").get("id").asText()).hasSize(64);
    assertThat(run.get("space").fieldNames())
        .toIterable()
        .as("the order is part of the key, so it is the same in every process")
        .containsExactly("id", "dim", "normalisation");
    assertThat(run.get("data").get(0).get("sha256").asText()).hasSize(64);
  }

  private List<GradedAnswer> answers(String head, String stage) {
    List<GradedAnswer> answers = new ArrayList<>();
    PredictionFile.read(
        folder.resolve("out").resolve("predictions.parquet"),
        answer -> {
          if (answer.head().equals(head) && answer.stage().equals(stage)) {
            answers.add(answer);
          }
        });
    return answers;
  }

  @Test
  void everyGradedAnswerIsKept() throws IOException {
    run(plan(Protocol.JOINT, "ncm", "slda"));

    for (String head : List.of("ncm", "slda")) {
      JsonNode row = json("report.json").get("heads").get(head);
      List<GradedAnswer> stream = answers(head, GradedAnswer.STREAM);
      List<GradedAnswer> test = answers(head, GradedAnswer.TEST);
      assertThat(stream).hasSize(480);
      assertThat(test).hasSize(120);
      assertThat(test.stream().filter(GradedAnswer::right).count())
          .isEqualTo(row.get("correct").asLong());
      assertThat(stream.stream().filter(GradedAnswer::right).count() / 480.0)
          .isEqualTo(row.get("prequential_accuracy").asDouble());
      assertThat(stream).extracting(GradedAnswer::position).startsWith(0L, 1L).endsWith(479L);
      assertThat(stream.getFirst().answer()).as("no class is known").isNull();
      assertThat(test)
          .allSatisfy(answer -> {
            assertThat(answer.top().getFirst().label()).isEqualTo(answer.answer());
            assertThat(answer.right()).isEqualTo(answer.label().equals(answer.answer()));
            assertThat(answer.domain()).isIn("lab", "field");
          });
    }
  }

  @Test
  void everyLookAtTheTestSamplesIsKept() throws IOException {
    run(plan(Protocol.CLASS_INCREMENTAL, "ncm"));

    JsonNode row = json("report.json").get("heads").get("ncm");
    List<GradedAnswer> test = answers("ncm", GradedAnswer.TEST);
    int tasks = row.get("r_matrix.correct").size();
    assertThat(test).hasSize(tasks * 120);
    for (int i = 0; i < tasks; i++) {
      for (int j = 0; j < tasks; j++) {
        int after = i;
        int of = j;
        assertThat(
                test.stream()
                    .filter(answer -> answer.afterTask() == after && answer.task() == of)
                    .filter(GradedAnswer::right)
                    .count())
            .isEqualTo(row.get("r_matrix.correct").get(i).get(j).asLong());
      }
    }
  }

  @Test
  void whatThePageShowsIsInTheRow() throws IOException {
    run(plan(Protocol.CLASS_INCREMENTAL, "ncm"));

    JsonNode row = json("report.json").get("heads").get("ncm");
    assertThat(row.get("class_map").get("classes").findValuesAsText("label"))
        .containsExactly("class-0", "class-1", "class-2", "class-3");
    assertThat(row.get("marks").findValuesAsText("kind")).contains("new-class", "task");
    long mistakes = 0;
    for (JsonNode mistake : row.get("mistakes")) {
      mistakes += mistake.get("count").asLong();
    }
    assertThat(mistakes).isEqualTo(row.get("graded").asLong() - row.get("correct").asLong());
    long binned = 0;
    for (JsonNode bin : row.get("calibration")) {
      binned += bin.get("samples").asLong();
    }
    assertThat(binned).isEqualTo(row.get("graded").asLong());
    assertThat(row.get("latency.p50_micros").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(row.get("latency.p99_micros").asDouble());
  }

  @Test
  void theSecondTimeNothingIsMadeAnew() throws IOException {
    run(plan(Protocol.JOINT, "ncm"));
    JsonNode first = json("report.json").get("heads").get("ncm");

    run(plan(Protocol.JOINT, "ncm", "slda"));

    assertThat(told).contains("ncm: kept from before");
    JsonNode heads = json("report.json").get("heads");
    assertThat(heads.get("ncm")).isEqualTo(first);
    assertThat(heads.has("slda")).isTrue();
  }

  @Test
  void equalRunsGiveEqualDigests() throws IOException {
    run(plan(Protocol.PREQUENTIAL, "auto"));
    JsonNode first = json("run.json").get("digests");
    deleteOut();

    run(plan(Protocol.PREQUENTIAL, "auto"));

    assertThat(json("run.json").get("digests")).isEqualTo(first);
  }

  private void deleteOut() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void refusesTheFolderOfAnotherEvaluation() {
    run(plan(Protocol.JOINT, "ncm"));

    assertThatThrownBy(() -> run(plan(Protocol.PREQUENTIAL, "ncm")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("holds another evaluation");
  }

  @Test
  void keepsWhatIsDoneWhenItIsEnded() throws IOException {
    Watch stop =
        (what, done, of) -> {
          if (what.equals("slda, stream") && done > 100) {
            throw new StoppedException("enough");
          }
        };
    EvaluationReport report =
        new Evaluation(plan(Protocol.JOINT, "ncm", "slda"), stop, told::add).run();

    assertThat(report.stopped()).isTrue();
    assertThat(report.missing()).containsExactly("slda");
    assertThat(json("report.json").get("complete").asBoolean()).isFalse();
    assertThat(json("report.json").get("heads").has("ncm")).isTrue();
    assertThat(folder.resolve("out/heads"))
        .isDirectoryContaining("glob:**/ncm.parquet")
        .isDirectoryNotContaining("glob:**/slda*")
        .isDirectoryNotContaining("glob:**/*.tmp");
    assertThat(run(plan(Protocol.JOINT, "ncm", "slda")).isComplete()).isTrue();
    assertThat(told).contains("ncm: kept from before");
  }

  @Test
  void goesOnEmbeddingWhereItWasEnded() throws IOException {
    Watch stop =
        (what, done, of) -> {
          if (what.equals("embedding") && done >= 256) {
            throw new StoppedException("enough");
          }
        };
    assertThatThrownBy(() -> new Evaluation(plan(Protocol.JOINT, "ncm"), stop, told::add).run())
        .isInstanceOf(StoppedException.class);
    List<Long> seen = new ArrayList<>();
    Watch watch = (what, done, of) -> seen.add(what.equals("embedding") ? done : Long.MAX_VALUE);

    new Evaluation(plan(Protocol.JOINT, "ncm"), watch, told::add).run();

    assertThat(seen.getFirst()).isEqualTo(256);
    JsonNode goneOn = json("run.json").get("digests");
    deleteOut();
    deleteCache();
    run(plan(Protocol.JOINT, "ncm"));
    assertThat(json("run.json").get("digests")).isEqualTo(goneOn);
  }

  private void deleteCache() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void everyProtocolEndsWithFigures() throws IOException {
    for (Protocol protocol :
        EnumSet.complementOf(
            EnumSet.of(Protocol.TASK_STREAM, Protocol.ENCODER_SWAP, Protocol.SHIFT))) {
      run(plan(protocol, "ncm"));
      JsonNode row = json("report.json").get("heads").get("ncm");
      assertThat(row.get("accuracy").asDouble()).as(protocol.key()).isBetween(0.4, 1.0);
      boolean tasks = row.has("forgetting.max");
      assertThat(tasks)
          .as(protocol.key())
          .isEqualTo(
              !List.of(Protocol.JOINT, Protocol.PREQUENTIAL, Protocol.IMBALANCE)
                  .contains(protocol));
      deleteOut();
    }
  }

  @Test
  void dataSetsComeOneAfterTheOtherInOneSpace() throws IOException {
    Path first = folder.resolve("table.csv");
    Path second = Files.copy(first, folder.resolve("second.csv"));
    Path encoder =
        Files.writeString(
            folder.resolve("fixed.properties"),
            """
            engine=vector
            option.dim=3
            option.normalisation=fixed
            option.mean=50,1.5,0
            option.deviation=50,1,1
            """);

    run(plan(List.of(first, second), TABLE, encoder.toString(), Protocol.TASK_STREAM, "ncm"));

    JsonNode tasks = json("report.json").get("heads").get("ncm").get("tasks");
    assertThat(tasks.findValuesAsText("name")).containsExactly("table.csv", "second.csv");
    assertThat(tasks.get(0).get("cumulative_multiply_adds").asLong())
        .isLessThan(tasks.get(1).get("cumulative_multiply_adds").asLong());
    assertThatThrownBy(
            () -> run(plan(List.of(first, second), TABLE, "vector", Protocol.TASK_STREAM, "ncm")))
        .hasMessageContaining("holds another evaluation");
  }

  @Test
  void theOrderOfClassesLeavesNoTraceInTheEnd() throws IOException {
    run(plan(Protocol.JOINT, "slda"));
    JsonNode joint = json("report.json").get("heads").get("slda");
    deleteOut();
    run(plan(Protocol.CLASS_INCREMENTAL, "slda"));
    JsonNode tasks = json("report.json").get("heads").get("slda");

    assertThat(tasks.get("last_accuracy.samples").asDouble())
        .isCloseTo(joint.get("accuracy").asDouble(), within(1e-12));
    assertThat(tasks.get("log_loss").asDouble())
        .isCloseTo(joint.get("log_loss").asDouble(), within(1e-9));
  }

  @Test
  void namesAHeadThatIsNotThere() {
    assertThatThrownBy(() -> run(plan(Protocol.JOINT, "ncm", "oracle")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("oracle");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void refusesAnEncoderOfAnotherKindOfPayload() throws IOException {
    Path texts = Files.writeString(folder.resolve("t.csv"), "label,text\na,b\n");
    Map<DataKey, String> options = Map.of(DataKey.TEXT_COLUMN, "text");

    assertThatThrownBy(() -> run(plan(List.of(texts), options, "vector", Protocol.JOINT, "ncm")))
        .hasMessage("encoder 'vector' takes numbers, data set t.csv has text");
  }

  @Test
  void printsATable() {
    StringWriter text = new StringWriter();
    ReportTable.print(run(plan(Protocol.JOINT, "ncm", "auto")).rows(), new PrintWriter(text));

    assertThat(text.toString().lines().toList()).hasSize(3);
    assertThat(text.toString()).startsWith("head  accuracy  recall").doesNotContain("forgetting");
  }
}
