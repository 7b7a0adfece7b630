package io.alluvium.evaluation.report;

import io.alluvium.evaluation.metrics.Confusion;
import io.alluvium.evaluation.metrics.Probabilities;
import io.alluvium.learning.Decision;

/** Answers to one set of questions. */
final class Answers {
  private final Confusion confusion = new Confusion();
  private final Probabilities probabilities = new Probabilities();

  void add(String truth, Decision decision) {
    confusion.add(truth, Grader.guess(decision));
    probabilities.add(truth, decision);
  }

  Confusion confusion() {
    return confusion;
  }

  Probabilities probabilities() {
    return probabilities;
  }
}
