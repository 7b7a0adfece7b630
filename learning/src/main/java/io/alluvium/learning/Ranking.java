package io.alluvium.learning;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Turns the scores of all classes, which are log-odds, into a {@link Decision}. */
final class Ranking {
  /**
   * A class this far below the best has {@code exp(-40) < 2^-57}. The sum of the softmax starts
   * with the 1 of the best class, so adding so little rounds back to what it was: leaving the class
   * out gives the same bits.
   */
  private static final double NEGLIGIBLE_GAP = 40;

  private Ranking() {}

  /**
   * Returns the best classes.
   *
   * @param labels ascending
   * @param scores float64[classes], finite
   * @throws IllegalArgumentException if {@code topK} is below 1
   */
  static Decision decide(List<String> labels, double[] scores, int topK) {
    if (topK < 1) {
      throw new IllegalArgumentException("topK is " + topK + ", expected at least 1");
    }
    if (scores.length == 0) {
      return new Decision(List.of(), OptionalDouble.empty());
    }
    int[] best = best(scores, Math.max(topK, 2));
    Candidate[] candidates = new Candidate[Math.min(topK, best.length)];
    double top = scores[best[0]];
    double total = total(scores, best[0]);
    for (int i = 0; i < candidates.length; i++) {
      double probability = StrictMath.exp(scores[best[i]] - top) / total;
      candidates[i] = new Candidate(labels.get(best[i]), probability);
    }
    return new Decision(Arrays.asList(candidates), margin(scores, best));
  }

  /**
   * Returns the indices of the best scores, at most so many, best first, the lower index first
   * where they tie.
   *
   * @throws IllegalArgumentException if {@code most} is below 1
   */
  static int[] best(double[] scores, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("count is " + most + ", expected at least 1");
    }
    int count = Math.min(most, scores.length);
    int[] best = new int[count];
    int filled = 0;
    for (int c = 0; c < scores.length; c++) {
      if (filled == count && !(scores[c] > scores[best[count - 1]])) {
        continue;
      }
      int at = filled < count ? filled++ : count - 1;
      while (at > 0 && scores[c] > scores[best[at - 1]]) {
        best[at] = best[at - 1];
        at--;
      }
      best[at] = c;
    }
    return best;
  }

  /** Returns the softmax of scores, float64[classes]. */
  static double[] probabilities(double[] scores) {
    double[] probabilities = new double[scores.length];
    if (scores.length == 0) {
      return probabilities;
    }
    double top = scores[best(scores, 1)[0]];
    double total = 0;
    for (int c = 0; c < scores.length; c++) {
      probabilities[c] = StrictMath.exp(scores[c] - top);
      total += probabilities[c];
    }
    for (int c = 0; c < scores.length; c++) {
      probabilities[c] /= total;
    }
    return probabilities;
  }

  private static double total(double[] scores, int top) {
    double total = 1;
    for (int c = 0; c < scores.length; c++) {
      double gap = scores[top] - scores[c];
      if (c != top && gap <= NEGLIGIBLE_GAP) {
        total += StrictMath.exp(-gap);
      }
    }
    return total;
  }

  private static OptionalDouble margin(double[] scores, int[] best) {
    return best.length < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(scores[best[0]] - scores[best[1]]);
  }
}
