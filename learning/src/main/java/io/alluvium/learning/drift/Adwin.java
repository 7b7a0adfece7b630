package io.alluvium.learning.drift;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Adaptive windowing: keeps the longest window of a sequence of numbers in [0, 1] whose mean has
 * not changed, in memory logarithmic in its length.
 *
 * <p>A window is cut where the means of two of its parts differ by more than {@code sqrt(2/m v
 * ln(2/d)) + 2/(3m) ln(2/d)}, with {@code 1/m = 1/n0 + 1/n1}, {@code v} the variance of the window
 * and {@code d = delta / ln n}. Mutable, for one thread.
 *
 * <p>Source: Bifet and Gavaldà, "Learning from time-changing data with adaptive windowing", SDM
 * 2007, equation 3.1 and section 4.
 */
public final class Adwin {
  /** Buckets of equal size that are kept before the two oldest become one. */
  private static final int BUCKETS = 5;

  private static final int CLOCK = 32;
  private static final int MIN_WINDOW = 10;
  private static final int MIN_PART = 5;

  /** More buckets than any number of samples that can be counted has. */
  private static final int MOST_BUCKETS = 64 * (BUCKETS + 1);

  private record Bucket(long count, double sum, double squares) {
    Bucket plus(Bucket other) {
      return new Bucket(count + other.count, sum + other.sum, squares + other.squares);
    }
  }

  private final double delta;

  /** Newest first; counts never fall. */
  private final List<Bucket> buckets = new ArrayList<>();

  private Bucket window = new Bucket(0, 0, 0);
  private long added;

  /**
   * Starts with an empty window.
   *
   * @param delta chance of a false alarm that is accepted at each look, in (0, 1)
   */
  public Adwin(double delta) {
    if (!(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("delta is " + delta + ", expected above 0 and below 1");
    }
    this.delta = delta;
  }

  /**
   * Adds a number and, every {@value #CLOCK} numbers, looks for a change.
   *
   * @param value in [0, 1]
   * @return whether older numbers were let go of because the mean has changed
   */
  public boolean add(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("value is " + value + ", expected 0 to 1");
    }
    Bucket one = new Bucket(1, value, value * value);
    buckets.addFirst(one);
    window = window.plus(one);
    compress();
    added++;
    return added % CLOCK == 0 && cut();
  }

  private void compress() {
    int start = 0;
    while (start < buckets.size()) {
      long size = buckets.get(start).count;
      int end = start;
      while (end < buckets.size() && buckets.get(end).count == size) {
        end++;
      }
      if (end - start <= BUCKETS) {
        return;
      }
      Bucket merged = buckets.get(end - 2).plus(buckets.get(end - 1));
      buckets.remove(end - 1);
      buckets.set(end - 2, merged);
      start = end - 2;
    }
  }

  private boolean cut() {
    boolean changed = false;
    while (window.count >= MIN_WINDOW && isCutSomewhere()) {
      Bucket oldest = buckets.removeLast();
      window =
          new Bucket(
              window.count - oldest.count,
              window.sum - oldest.sum,
              window.squares - oldest.squares);
      changed = true;
    }
    return changed;
  }

  private boolean isCutSomewhere() {
    Bucket old = new Bucket(0, 0, 0);
    for (int i = buckets.size() - 1; i > 0; i--) {
      old = old.plus(buckets.get(i));
      long newer = window.count - old.count;
      if (newer < MIN_PART) {
        return false;
      }
      if (old.count >= MIN_PART && differ(old, newer)) {
        return true;
      }
    }
    return false;
  }

  private boolean differ(Bucket old, long newer) {
    double gap = Math.abs(old.sum / old.count - (window.sum - old.sum) / newer);
    double inverse = 1.0 / old.count + 1.0 / newer;
    double log = StrictMath.log(2 * StrictMath.log((double) window.count) / delta);
    return gap > Math.sqrt(2 * inverse * variance() * log) + 2.0 / 3 * inverse * log;
  }

  private double variance() {
    double mean = mean();
    return Math.max(0, window.squares / window.count - mean * mean);
  }

  /** Returns the mean of the window; 0 if it is empty. */
  public double mean() {
    return window.count == 0 ? 0 : window.sum / window.count;
  }

  /** Returns the length of the window. */
  public long width() {
    return window.count;
  }

  /** Writes the window. */
  void save(StateWriter state) {
    state.put(added).put((long) buckets.size());
    save(window, state);
    buckets.forEach(bucket -> save(bucket, state));
  }

  private static void save(Bucket bucket, StateWriter state) {
    state.put(bucket.count).put(bucket.sum).put(bucket.squares);
  }

  /** Returns a window that goes on where one was written. */
  static Adwin load(double delta, StateReader state) {
    Adwin adwin = new Adwin(delta);
    adwin.added = state.nextLong(Long.MAX_VALUE);
    int count = state.nextInt(MOST_BUCKETS);
    adwin.window = loadBucket(state);
    for (int i = 0; i < count; i++) {
      adwin.buckets.add(loadBucket(state));
    }
    return adwin;
  }

  private static Bucket loadBucket(StateReader state) {
    return new Bucket(state.nextLong(Long.MAX_VALUE), state.nextDouble(), state.nextDouble());
  }

  /** Returns how many buckets there are, at most 5 for each power of two. */
  int buckets() {
    return buckets.size();
  }
}
