package io.alluvium.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.alluvium.evaluation.data.DataKey;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.report.ReportTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole evaluations of a small table of numbers. */
class EvaluationTest extends TableEvaluations {
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

  @Test
  void everyProtocolEndsWithFigures() throws IOException {
    for (Protocol protocol :
        EnumSet.complementOf(
            EnumSet.of(
                Protocol.TASK_STREAM, Protocol.ENCODER_SWAP, Protocol.CASCADE, Protocol.SHIFT))) {
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
