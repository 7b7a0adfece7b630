package io.alluvium.learning;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a scorer says of a query.
 *
 * @param candidates most probable first; equal scores in the order of {@link LabelOrder}; empty if
 *     no class is known
 * @param margin score of the best class minus that of the second, at least 0; empty if fewer than
 *     two classes are known
 */
public record Decision(List<Candidate> candidates, OptionalDouble margin) {
  /**
   * Copies the list and checks the margin.
   *
   * @throws IllegalArgumentException if the margin is below 0 or not a number
   */
  public Decision {
    candidates = List.copyOf(candidates);
    if (margin.isPresent() && !(margin.getAsDouble() >= 0)) {
      throw new IllegalArgumentException(
          "margin is " + margin.getAsDouble() + ", expected at least 0");
    }
  }

  /**
   * Returns the decision that follows from scores.
   *
   * @param labels in the order of {@link LabelOrder}
   * @param scores log-odds up to what all classes share, float64[classes], finite
   * @param topK greatest number of candidates, at least 1
   * @throws IllegalArgumentException if {@code topK} is below 1
   */
  public static Decision ranked(List<String> labels, double[] scores, int topK) {
    return Ranking.decide(labels, scores, topK);
  }
}
