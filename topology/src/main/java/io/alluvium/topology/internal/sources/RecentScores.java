package io.alluvium.topology.internal.sources;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * The scores of novelty of the last samples of a kind, each by the solve that was in effect as it
 * came: what others of that kind are ranked among where no solve was calibrated for them.
 *
 * <p>So long as samples are like each other, whatever the order in which they might have come, the
 * p-value of the next is uniform. Mutable, for one thread.
 *
 * <p>Source: Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World", Springer 2005
 * (conformal p-values), over a sliding window.
 */
final class RecentScores {
  private static final int MOST = 512;
  private static final int LEAST = 128;

  private final Deque<Double> scores = new ArrayDeque<>();

  /**
   * Returns the share of these samples that are more novel, ties and the sample itself counted
   * half: in (0, 1); empty while they are fewer than {@value #LEAST}.
   */
  OptionalDouble pValue(double score) {
    if (scores.size() < LEAST) {
      return OptionalDouble.empty();
    }
    double above = 0.5;
    for (double other : scores) {
      above += other > score ? 1 : other == score ? 0.5 : 0;
    }
    return OptionalDouble.of(above / (scores.size() + 1));
  }

  /** Takes in the newest; of more than {@value #MOST} the oldest leaves. */
  void add(double score) {
    scores.addLast(score);
    if (scores.size() > MOST) {
      scores.removeFirst();
    }
  }

  /** Begins anew; returns whether there was something. */
  boolean clear() {
    boolean some = !scores.isEmpty();
    scores.clear();
    return some;
  }

  /** Writes them, oldest first. */
  void save(StateWriter state) {
    state.put((long) scores.size());
    scores.forEach(state::put);
  }

  /** Goes on where it was written. */
  void load(StateReader state) {
    scores.clear();
    for (int left = state.nextInt(MOST); left > 0; left--) {
      scores.addLast(state.nextDouble());
    }
  }
}
