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

  /** Numbers of a part of the window; only those of the whole window change. */
  private static final class Bucket {
    private long count;
    private double sum;
    private double squares;
    private final double[] errors;

    Bucket(long count, double sum, double squares, double[] errors) {
      this.count = count;
      this.sum = sum;
      this.squares = squares;
      this.errors = errors;
    }

    void add(Bucket other) {
      count += other.count;
      sum += other.sum;
      squares += other.squares;
      for (int i = 0; i < errors.length; i++) {
        errors[i] += other.errors[i];
      }
    }

    Bucket plus(Bucket other) {
      return with(other, 1);
    }

    Bucket less(Bucket other) {
      return with(other, -1);
    }

    private Bucket with(Bucket other, int sign) {
      double[] both = errors.clone();
      for (int i = 0; i < both.length; i++) {
        both[i] += sign * other.errors[i];
      }
      return new Bucket(
          count + sign * other.count, sum + sign * other.sum, squares + sign * other.squares, both);
    }
  }

  private final double delta;

  /** Newest first; counts never fall. */
  private final List<Bucket> buckets = new ArrayList<>();

  private final double[] noErrors;
  private Bucket window;
  private long added;

  /**
   * Starts with an empty window.
   *
   * @param delta chance of a false alarm that is accepted at each look, in (0, 1)
   */
  public Adwin(double delta) {
    this(delta, 0);
  }

  private Adwin(double delta, int errors) {
    if (!(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("delta is " + delta + ", expected above 0 and below 1");
    }
    this.delta = delta;
    this.noErrors = new double[errors];
    this.window = new Bucket(0, 0, 0, new double[errors]);
  }

  /** Returns an empty window of p-values, whose {@link ReferenceErrors} are taken into account. */
  static Adwin ofPValues(double delta) {
    return new Adwin(delta, ReferenceErrors.SIZE);
  }

  /**
   * Adds a number and, every {@value #CLOCK} numbers, looks for a change.
   *
   * @param value in [0, 1]
   * @return whether older numbers were let go of because the mean has changed
   */
  public boolean add(double value) {
    return add(value, noErrors);
  }

  /** Adds a p-value and how far its reference may be off. */
  boolean add(double value, double[] errors) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("value is " + value + ", expected 0 to 1");
    }
    Bucket one = new Bucket(1, value, value * value, errors);
    buckets.addFirst(one);
    window.add(one);
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
      window = window.less(buckets.removeLast());
      changed = true;
    }
    return changed;
  }

  private boolean isCutSomewhere() {
    long count = 0;
    double sum = 0;
    for (int i = buckets.size() - 1; i > 0; i--) {
      count += buckets.get(i).count;
      sum += buckets.get(i).sum;
      if (window.count - count < MIN_PART) {
        return false;
      }
      if (count >= MIN_PART && differ(i, count, sum)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the buckets from one on, so many numbers of such a sum, differ from those before it.
   */
  private boolean differ(int from, long count, double sum) {
    long newer = window.count - count;
    double gap = Math.abs(sum / count - (window.sum - sum) / newer);
    double inverse = 1.0 / count + 1.0 / newer;
    double log = StrictMath.log(2 * StrictMath.log((double) window.count) / delta);
    double variance = inverse * variance();
    double rest = 2.0 / 3 * inverse * log;
    return gap > Math.sqrt(2 * variance * log) + rest
        && gap > Math.sqrt(2 * (variance + errorVariance(from)) * log) + rest;
  }

  /** Returns the variance of the difference that the errors of references make. */
  private double errorVariance(int from) {
    Bucket old = new Bucket(0, 0, 0, new double[noErrors.length]);
    for (int i = buckets.size() - 1; i >= from; i--) {
      old.add(buckets.get(i));
    }
    Bucket newer = window.less(old);
    return ReferenceErrors.variance(old.errors, old.count, newer.errors, newer.count);
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
    if (bucket.errors.length > 0) {
      state.put(bucket.errors);
    }
  }

  /** Returns a window that goes on where one was written. */
  static Adwin load(double delta, StateReader state) {
    return new Adwin(delta).load(state, false);
  }

  /**
   * Returns a window of p-values that goes on where one was written.
   *
   * @param withErrors whether the errors of references were written; else they begin at 0
   */
  static Adwin loadPValues(double delta, StateReader state, boolean withErrors) {
    return ofPValues(delta).load(state, withErrors);
  }

  private Adwin load(StateReader state, boolean withErrors) {
    added = state.nextLong(Long.MAX_VALUE);
    int count = state.nextInt(MOST_BUCKETS);
    window.add(loadBucket(state, withErrors));
    for (int i = 0; i < count; i++) {
      buckets.add(loadBucket(state, withErrors));
    }
    return this;
  }

  private Bucket loadBucket(StateReader state, boolean withErrors) {
    return new Bucket(
        state.nextLong(Long.MAX_VALUE),
        state.nextDouble(),
        state.nextDouble(),
        withErrors ? state.nextDoubles(noErrors.length) : noErrors);
  }

  /** Returns how many buckets there are, at most 5 for each power of two. */
  int buckets() {
    return buckets.size();
  }
}
