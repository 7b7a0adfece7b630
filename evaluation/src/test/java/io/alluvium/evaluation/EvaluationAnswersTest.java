package io.alluvium.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.alluvium.evaluation.predictions.GradedAnswer;
import io.alluvium.evaluation.predictions.PredictionFile;
import io.alluvium.evaluation.protocol.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of single answers: in the file of predictions, and in the rows for the page. */
class EvaluationAnswersTest extends TableEvaluations {
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
}
