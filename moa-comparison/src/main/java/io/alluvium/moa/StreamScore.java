package io.alluvium.moa;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.metrics.Confusion;
import io.alluvium.evaluation.protocol.Observer;
import io.alluvium.evaluation.protocol.Script;
import io.alluvium.learning.Decision;
import org.jspecify.annotations.Nullable;

/** Counts answers to the graded samples of a stream; looks at test samples do not count. */
final class StreamScore implements Observer {
  private final Confusion answers = new Confusion();

  /** Counts an answer; null stands for none. */
  void add(Example example, @Nullable String answer) {
    answers.add(example.label(), answer);
  }

  /** Returns the score of a script that took so long. */
  Score score(Script script, long nanos) {
    return new Score(answers.accuracy(), answers.kappa(), script.samples() / (nanos / 1e9));
  }

  @Override
  public void streamed(Example example, boolean graded, Decision decision) {
    if (graded) {
      add(
          example,
          decision.candidates().isEmpty() ? null : decision.candidates().getFirst().label());
    }
  }
}
