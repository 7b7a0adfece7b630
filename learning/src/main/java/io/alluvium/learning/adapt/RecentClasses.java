package io.alluvium.learning.adapt;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Of which classes the last {@value #SIZE} samples of a source seem to be. While labels come in
 * runs, a change that samples of one class alone show may be one of that class, and says nothing of
 * where samples of the others are to be put back. Mutable, for one thread.
 */
public final class RecentClasses {
  static final int SIZE = 64;

  /** A change is shown by this many classes, or else it may be one of a class. */
  private static final double SEVERAL = 2;

  /** What written state begins with, which earlier state does not go on with. */
  private static final long MARK = -1;

  private final Deque<Integer> recent = new ArrayDeque<>();
  private final Map<Integer, Integer> counts = new HashMap<>();

  /** Adds the number of the class that a sample is nearest to. */
  public void add(int nearest) {
    recent.addLast(nearest);
    counts.merge(nearest, 1, Integer::sum);
    keep(SIZE);
  }

  /** Forgets all but the last so many. */
  public void keep(long last) {
    while (recent.size() > last) {
      counts.computeIfPresent(recent.removeFirst(), (c, count) -> count == 1 ? null : count - 1);
    }
  }

  /**
   * Returns whether there are several classes among them: at least {@value #SEVERAL} in effect, by
   * the inverse of the sum of their squared shares (Hill, "Diversity and evenness", Ecology 1973,
   * of order 2).
   */
  public boolean areSeveral() {
    long squares = counts.values().stream().mapToLong(count -> (long) count * count).sum();
    return (double) recent.size() * recent.size() >= SEVERAL * squares && squares > 0;
  }

  /** Writes the classes. */
  public void save(StateWriter state) {
    state.put(MARK).put((long) recent.size());
    recent.forEach(state::put);
  }

  /** Goes on where it was written; without samples where there was none of it yet. */
  public void load(StateReader state) {
    if (state.passes(MARK)) {
      for (int left = state.nextInt(SIZE); left > 0; left--) {
        add(state.nextInt(Integer.MAX_VALUE));
      }
    }
  }
}
