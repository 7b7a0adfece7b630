package io.alluvium.evaluation.report;

import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.protocol.Effort;
import io.alluvium.evaluation.protocol.Script;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
   * @param labelled about how many samples are graded
   */
  public ReplayGrader(long labelled) {
    this.grader = new Grader(0, labelled);
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
    details.put("classes", HeadRun.classes(grader.stream()));
    details.put("tasks", List.of());
    details.put("curve", grader.curve());
    return HeadRow.of(head, List.of(new ScriptRow("", metrics, details)));
  }
}
