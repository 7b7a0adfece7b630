package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.metrics.Confusion;
import io.alluvium.learning.Candidate;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.transition.SwapScorer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What was answered to each question, in their order.
 *
 * @param labels the class answered; empty text for none
 */
record SwapAnswers(List<String> labels) {
  static SwapAnswers of(Scorer scorer, List<Example> questions) {
    return of(
        query ->
            scorer.decide(query, 1).candidates().stream()
                .findFirst()
                .map(Candidate::label)
                .orElse(""),
        questions);
  }

  static SwapAnswers of(SwapScorer scorer, List<Example> questions) {
    return of(query -> scorer.best(query).orElse(""), questions);
  }

  private static SwapAnswers of(Function<Embedding, String> answer, List<Example> questions) {
    return new SwapAnswers(questions.stream().map(Example::embedding).map(answer).toList());
  }

  /**
   * Returns the figures of a row.
   *
   * @param old what the old pipeline answered to the same questions
   */
  Map<String, Object> graded(List<Example> questions, SwapAnswers old) {
    Confusion confusion = new Confusion();
    int agreed = 0;
    for (int i = 0; i < labels.size(); i++) {
      confusion.add(questions.get(i).label(), labels.get(i));
      agreed += labels.get(i).equals(old.labels.get(i)) ? 1 : 0;
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("accuracy", confusion.accuracy());
    figures.put("macro_recall", confusion.macroRecall());
    figures.put("agreement", agreed / (double) labels.size());
    figures.put("graded", confusion.total());
    return figures;
  }
}
