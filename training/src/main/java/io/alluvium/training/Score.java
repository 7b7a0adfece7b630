package io.alluvium.training;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Embedding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How many questions were answered right.
 *
 * @param oldRight of old classes
 * @param oldAsked all of old classes
 * @param newRight of new classes
 * @param newAsked all of new classes
 */
record Score(int oldRight, int oldAsked, int newRight, int newAsked) {
  /** Grades answers. */
  static Score of(
      Function<Embedding, Optional<String>> answer,
      List<Example> questions,
      Set<String> newClasses) {
    Score score = new Score(0, 0, 0, 0);
    for (Example question : questions) {
      boolean right =
          answer.apply(question.embedding()).filter(question.label()::equals).isPresent();
      score = score.and(right, newClasses.contains(question.label()));
    }
    return score;
  }

  private Score and(boolean right, boolean fresh) {
    int one = right ? 1 : 0;
    return fresh
        ? new Score(oldRight, oldAsked, newRight + one, newAsked + 1)
        : new Score(oldRight + one, oldAsked + 1, newRight, newAsked);
  }

  int right() {
    return oldRight + newRight;
  }

  double all() {
    return share(right(), oldAsked + newAsked);
  }

  double old() {
    return share(oldRight, oldAsked);
  }

  double fresh() {
    return share(newRight, newAsked);
  }

  /** Returns NaN of nothing. */
  private static double share(int right, int asked) {
    return asked == 0 ? Double.NaN : right / (double) asked;
  }

  @Override
  public String toString() {
    return oldAsked == 0
        ? String.format(Locale.ROOT, "%.4f (%d asked)", all(), newAsked)
        : String.format(
            Locale.ROOT,
            "%.4f, old classes %.4f (%d asked), new %.4f (%d asked)",
            all(),
            old(),
            oldAsked,
            fresh(),
            newAsked);
  }
}
