package io.alluvium.evaluation.report;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.predictions.GradedAnswer;
import io.alluvium.evaluation.predictions.RankedLabel;
import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes rows of the graded answers of one head to one script. For one thread. */
final class AnswerLog {
  private static final int NONE = -1;

  private final String head;
  private final String run;
  private final Consumer<GradedAnswer> target;
  private long streamed;
  private long probed;
  private int look = NONE;
  private int afterTask;

  /**
   * Begins before the first answer.
   *
   * @param run name of the script
   */
  AnswerLog(String head, String run, Consumer<GradedAnswer> target) {
    this.head = head;
    this.run = run;
    this.target = target;
  }

  void streamed(Example example, Decision decision) {
    add(GradedAnswer.STREAM, NONE, NONE, NONE, streamed++, example, decision);
  }

  /** Begins a look at the test samples after a task. */
  void looking(int task) {
    look++;
    afterTask = task;
    probed = 0;
  }

  void probed(int task, Example example, Decision decision) {
    add(GradedAnswer.TEST, look, afterTask, task, probed++, example, decision);
  }

  private void add(
      String stage,
      int inLook,
      int after,
      int task,
      long position,
      Example example,
      Decision decision) {
    Optional<Candidate> best = decision.candidates().stream().findFirst();
    String answer = Grader.guess(decision);
    target.accept(
        new GradedAnswer(
            head,
            run,
            stage,
            inLook,
            after,
            task,
            position,
            example.id(),
            example.source(),
            example.domain(),
            example.time(),
            example.label(),
            answer,
            best.map(Candidate::probability).orElse(0.0),
            top(decision),
            example.label().equals(answer)));
  }

  private static List<RankedLabel> top(Decision decision) {
    return decision.candidates().stream()
        .limit(GradedAnswer.TOP)
        .map(candidate -> new RankedLabel(candidate.label(), candidate.probability()))
        .toList();
  }
}
