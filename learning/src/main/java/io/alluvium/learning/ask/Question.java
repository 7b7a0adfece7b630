package io.alluvium.learning.ask;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.ClassSums;
import io.alluvium.learning.Decision;
import io.alluvium.learning.SufficientStatistics;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A sample as far as it decides whether somebody is asked about it.
 *
 * @param draw a number drawn for it evenly, in [0, 1): decides the random share alone
 * @param doubt one less the difference of the two greatest probabilities, in [0, 1]; 1 where fewer
 *     than two classes are known
 * @param scarcity mean number of samples of a class, by that of the class that is answered; above 0
 * @param novelty p-value of how novel it is, in (0, 1); empty where nobody can say
 */
public record Question(double draw, double doubt, double scarcity, OptionalDouble novelty) {
  /** Checks the ranges. */
  public Question {
    check("draw", draw, 1);
    check("doubt", doubt, 1);
    check("scarcity", scarcity, Double.MAX_VALUE);
  }

  private static void check(String what, double value, double max) {
    if (!(value >= 0 && value <= max)) {
      throw new IllegalArgumentException(what + " is " + value + ", expected 0 to " + max);
    }
  }

  /**
   * Returns that of an answered sample.
   *
   * @param answer the answer, with two candidates where two classes are known
   * @param learnt what the answer rests on
   */
  public static Question of(
      double draw, Decision answer, SufficientStatistics learnt, OptionalDouble novelty) {
    List<Candidate> best = answer.candidates();
    if (best.size() < 2) {
      return new Question(draw, 1, 1, novelty);
    }
    double margin = best.get(0).probability() - best.get(1).probability();
    double samples =
        learnt.classSums(best.get(0).label()).map(ClassSums::count).filter(n -> n > 0).orElse(1L);
    double mean = (double) learnt.samples() / Math.max(1, learnt.labels().size());
    return new Question(draw, 1 - Math.min(1, margin), mean / samples, novelty);
  }
}
