package io.alluvium.learning.drift;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether classes come in other shares than before: the answers of one window against those of the
 * window before, by the chi-square test of two samples. Answers are compared with answers, so that
 * what the classifier confuses is in both. Mutable, for one thread.
 *
 * <p>Where answers follow each other, shares of windows scatter more than the test allows for: a
 * window in which {@link LabelCorrelation} says so is compared with none, and what correlation is
 * left takes its part off the statistic.
 *
 * <p>Source: Pearson, "On the probability that two independent distributions of frequency are
 * really samples from the same population", Biometrika 1911.
 */
public final class LabelShift {
  /** Answers of a window below which it is compared with none. */
  static final long LEAST = 250;

  /** Deviations above what is expected that make an alarm: once in some millions of windows. */
  private static final double DEVIATIONS = 7;

  private final long[] before;
  private final long[] current;
  private boolean correlatedBefore;
  private boolean correlated;

  /** Starts without answers. */
  public LabelShift(int classes) {
    this.before = new long[classes];
    this.current = new long[classes];
  }

  /** Adds an answer. */
  public void add(int answered, boolean labelsAreCorrelated) {
    current[answered]++;
    correlated |= labelsAreCorrelated;
  }

  /**
   * Ends a window and begins the next one.
   *
   * @param autocorrelation of the answers, in [0, 1)
   * @return the alarm it raises, if any
   */
  public Optional<DriftEvent> endWindow(double autocorrelation) {
    boolean comparable =
        !correlated && !correlatedBefore && sum(before) >= LEAST && sum(current) >= LEAST;
    Optional<DriftEvent> alarm = comparable ? compare(autocorrelation) : Optional.empty();
    System.arraycopy(current, 0, before, 0, current.length);
    Arrays.fill(current, 0);
    correlatedBefore = correlated;
    correlated = false;
    return alarm;
  }

  private Optional<DriftEvent> compare(double autocorrelation) {
    double ratio = Math.sqrt((double) sum(current) / sum(before));
    double statistic = 0;
    int freedom = -1;
    for (int c = 0; c < current.length; c++) {
      long both = before[c] + current[c];
      if (both > 0) {
        double gap = ratio * before[c] - current[c] / ratio;
        statistic += gap * gap / both;
        freedom++;
      }
    }
    statistic *= (1 - autocorrelation) / (1 + autocorrelation);
    return freedom > 0 && statistic > freedom + DEVIATIONS * (Math.sqrt(2.0 * freedom) + DEVIATIONS)
        ? Optional.of(
            new DriftEvent(
                "chi-square",
                "classes",
                statistic / freedom,
                sum(current),
                SuspectedKind.LABEL_SHIFT))
        : Optional.empty();
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Writes what is known of both windows. */
  public void save(StateWriter state) {
    state.put(correlatedBefore).put(correlated);
    for (int c = 0; c < current.length; c++) {
      state.put(before[c]).put(current[c]);
    }
  }

  /** Goes on where it was written. */
  public LabelShift load(StateReader state) {
    correlatedBefore = state.nextBoolean();
    correlated = state.nextBoolean();
    for (int c = 0; c < current.length; c++) {
      before[c] = state.nextLong(Long.MAX_VALUE);
      current[c] = state.nextLong(Long.MAX_VALUE);
    }
    return this;
  }
}
