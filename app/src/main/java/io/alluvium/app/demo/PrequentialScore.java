package io.alluvium.app.demo;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accuracy and kappa of predictions in the order of their arrival, each made before its label was
 * known.
 *
 * <p>Source: Gama, Sebastião and Rodrigues, "On evaluating stream learning algorithms", Machine
 * Learning 2013 (prequential error); Cohen, "A coefficient of agreement for nominal scales", 1960.
 */
final class PrequentialScore {
  static final int WINDOW = 1_000;

  private final Map<String, Long> truths = new HashMap<>();
  private final Map<String, Long> guesses = new HashMap<>();
  private final BitSet window = new BitSet(WINDOW);
  private long total;
  private long correct;

  /** Counts a prediction; null stands for no answer, which is wrong. */
  void add(String truth, @Nullable String guess) {
    boolean hit = truth.equals(guess);
    window.set((int) (total % WINDOW), hit);
    total++;
    if (hit) {
      correct++;
    }
    truths.merge(truth, 1L, Long::sum);
    if (guess != null) {
      guesses.merge(guess, 1L, Long::sum);
    }
  }

  /** Returns how many predictions were counted. */
  long total() {
    return total;
  }

  /** Returns the share of right predictions, in [0, 1]; 0 before the first. */
  double accuracy() {
    return total == 0 ? 0 : correct / (double) total;
  }

  /** Returns the share of right ones among the last {@link #WINDOW}, or among all if fewer. */
  double windowAccuracy() {
    return total == 0 ? 0 : window.cardinality() / (double) Math.min(total, WINDOW);
  }

  /**
   * Returns Cohen's kappa, {@code (p0 - pc) / (1 - pc)} with accuracy {@code p0} and the agreement
   * {@code pc} that chance would give to the same frequencies; at most 1, and 0 where chance alone
   * would always agree.
   */
  double kappa() {
    double agreements = 0;
    for (Map.Entry<String, Long> truth : truths.entrySet()) {
      agreements += (double) truth.getValue() * guesses.getOrDefault(truth.getKey(), 0L);
    }
    double squared = (double) total * total;
    return agreements == squared
        ? 0
        : (accuracy() - agreements / squared) / (1 - agreements / squared);
  }
}
