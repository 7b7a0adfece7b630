package io.alluvium.evaluation.report;

import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.predictions.GradedAnswer;
import io.alluvium.evaluation.protocol.Effort;
import io.alluvium.evaluation.protocol.Script;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Grades the answers of one head to the samples of a recorded ledger, each given before its label,
 * under the names of docs/evaluation.md. For one thread.
 */
public final class ReplayGrader {
  private static final Script NOTHING_PROBED =
      new Script("", List.of(), List.of(), List.of(), Map.of());

  private final Grader grader;

  /**
   * Begins without an answer.
   *
   * @param head name of the head
   * @param labelled about how many samples are graded
   * @param answers is given each graded answer
   */
  public ReplayGrader(String head, long labelled, Consumer<GradedAnswer> answers) {
    this.grader = new Grader(List.of(), labelled, new AnswerLog(head, "", answers));
  }

  /**
   * Grades an answer.
   *
   * @param truth label of the sample
   * @param decision all classes the learner knew
   */
  public void answered(
      String id, String source, String truth, Embedding embedding, Decision decision) {
    Example example = new Example(id, truth, Row.Role.TRAIN, "", source, 0, embedding);
    grader.streamed(example, true, decision);
    grader.settle();
  }

  /**
   * Returns the row of the head.
   *
   * @param effort what it cost
   * @param learner the learner at the end
   * @param digests digests of ledger and state, by name
   */
  public HeadRow row(String head, Effort effort, Learner learner, Map<String, String> digests) {
    Map<String, Object> metrics =
        MetricSheet.of(NOTHING_PROBED, grader, effort, HeadRun.stateBytes(learner));
    Map<String, Object> details = new LinkedHashMap<>(digests);
    HeadRun.answered(grader.stream(), learner, details);
    details.put("tasks", List.of());
    details.put("curve", grader.curve());
    details.put("marks", grader.marks());
    return HeadRow.of(head, List.of(new ScriptRow("", metrics, details)));
  }
}
