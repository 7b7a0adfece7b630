package io.alluvium.app.demo;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two guesses that need no classifier: the class of the sample before, and the class most frequent
 * so far (the one that was first to be so, where several are). The first sample has no guess.
 */
final class NaiveGuesses {
  private final Map<String, Long> counts = new HashMap<>();
  private @Nullable String last;
  private @Nullable String mostFrequent;
  private long highest;

  /** Guesses a sample, then learns its true class at once. */
  Hits guess(String truth) {
    Hits hits = new Hits(truth.equals(last), truth.equals(mostFrequent));
    last = truth;
    long count = counts.merge(truth, 1L, Long::sum);
    if (count > highest) {
      highest = count;
      mostFrequent = truth;
    }
    return hits;
  }

  /** Which of the two guesses were right. */
  record Hits(boolean noChange, boolean majority) {}
}
