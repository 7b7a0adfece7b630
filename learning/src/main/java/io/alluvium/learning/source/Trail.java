package io.alluvium.learning.source;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The last samples of a source, at most {@value #SAMPLES}, and where every {@value #SAMPLES}th
 * before them stood, at most as many. Mutable, for one thread.
 */
final class Trail {
  static final int SAMPLES = 64;

  private final Deque<Seen> recent = new ArrayDeque<>();
  private final Deque<Long> marks = new ArrayDeque<>();
  private long count;

  void add(Seen sample) {
    recent.addLast(sample);
    if (recent.size() > SAMPLES) {
      recent.removeFirst();
    }
    if (count % SAMPLES == 0) {
      marks.addLast(sample.offset());
    }
    if (marks.size() > SAMPLES) {
      marks.removeFirst();
    }
    count++;
  }

  /** Returns how many samples there were. */
  long count() {
    return count;
  }

  /** Returns the last samples, at most so many, oldest first. */
  List<Seen> last(long most) {
    return recent.stream().skip(Math.max(0, recent.size() - most)).toList();
  }

  List<Seen> recent() {
    return List.copyOf(recent);
  }

  /** Lets go of the last samples; places stay. */
  void clear() {
    recent.clear();
  }

  /**
   * Returns where the sample stood that came so many samples ago: exactly for the last ones, at or
   * before it for those of which a mark is left, and else where the oldest mark is.
   */
  long offset(long ago) {
    if (ago < recent.size()) {
      return recent.stream()
          .skip(recent.size() - 1 - Math.max(0, ago))
          .findFirst()
          .orElseThrow()
          .offset();
    }
    long markOf = Math.max(0, count - 1 - ago) / SAMPLES;
    long newest = (count - 1) / SAMPLES;
    long skipped = Math.max(0, marks.size() - 1 - (newest - markOf));
    return marks.stream().skip(skipped).findFirst().orElse(0L);
  }

  void save(StateWriter state) {
    state.put(count).put((long) marks.size());
    marks.forEach(state::put);
  }

  Trail load(StateReader state, Collection<Seen> samples) {
    if (samples.size() > SAMPLES) {
      throw new IllegalArgumentException(
          "trail has " + samples.size() + " samples, expected at most " + SAMPLES);
    }
    recent.addAll(samples);
    count = state.nextLong(Long.MAX_VALUE);
    for (int left = state.nextInt(SAMPLES); left > 0; left--) {
      marks.addLast(state.nextLong(Long.MAX_VALUE));
    }
    return this;
  }
}
