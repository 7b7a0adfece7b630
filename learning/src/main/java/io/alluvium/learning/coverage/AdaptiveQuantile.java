package io.alluvium.learning.coverage;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Adaptive conformal inference (ACI): a quantile of the last scores, whose level follows how often
 * sets have missed: {@code a <- a + rate (miscoverage - missed)}, the limit being the {@code 1 - a}
 * quantile. A label costs two moves within the scores, which are kept in order; a limit costs
 * nothing. Mutable, for one thread.
 *
 * <p>Source: Gibbs and Candès, "Adaptive conformal inference under distribution shift", NeurIPS
 * 2021, equation 2. The level stays where it is when every class was in the set ({@link
 * CoverageLimit}).
 */
public final class AdaptiveQuantile implements CoverageLimit {
  /** Rate that keeps windows of 2,000 labels within about 0.01. */
  public static final double RATE = 0.02;

  /** Scores of which the quantile is one. */
  public static final int WINDOW = 500;

  /** Before level and scores in the state. */
  private static final long MARK = 0x61_6369L;

  private final double miscoverage;
  private final double rate;
  private final double[] sorted;
  private final double[] scores;
  private int oldest;
  private int count;
  private double level;

  /**
   * Starts without scores.
   *
   * @param miscoverage share of true classes that may be missed, in (0, 1)
   * @param rate above 0
   * @param window how many scores are kept, at least 1
   * @throws IllegalArgumentException if a number is out of its range
   */
  public AdaptiveQuantile(double miscoverage, double rate, int window) {
    if (!(miscoverage > 0 && miscoverage < 1 && rate > 0 && window > 0)) {
      throw new IllegalArgumentException(
          "miscoverage is "
              + miscoverage
              + ", rate "
              + rate
              + " and window "
              + window
              + ", expected above 0 and below 1, above 0, and at least 1");
    }
    this.miscoverage = miscoverage;
    this.rate = rate;
    this.sorted = new double[window];
    this.scores = new double[window];
    this.level = miscoverage;
  }

  /** Starts without scores, with the rate and the window that are kept to where nobody chooses. */
  public static AdaptiveQuantile of(double miscoverage) {
    return new AdaptiveQuantile(miscoverage, RATE, WINDOW);
  }

  /** Returns the limit; that of every class while scores are too few, negative for no class. */
  @Override
  public double limit() {
    if (level <= 1.0 / (count + 1)) {
      return GREATEST;
    }
    if (level >= 1) {
      return -GREATEST;
    }
    int rank = (int) Math.ceil((1 - level) * (count + 1));
    return sorted[Math.clamp(rank - 1L, 0, count - 1)];
  }

  @Override
  public void add(DoubleSupplier score, boolean missed) {
    if (!(missed && limit() >= GREATEST)) {
      level += rate * (miscoverage - (missed ? 1 : 0));
    }
    if (count == scores.length) {
      leave(scores[oldest]);
    }
    enter(score.getAsDouble());
  }

  private void enter(double score) {
    int place = place(score);
    System.arraycopy(sorted, place, sorted, place + 1, count - place);
    sorted[place] = score;
    scores[(oldest + count) % scores.length] = score;
    count++;
  }

  private void leave(double score) {
    int place = place(score);
    System.arraycopy(sorted, place + 1, sorted, place, count - place - 1);
    oldest = (oldest + 1) % scores.length;
    count--;
  }

  /** Where a score is, or would be. */
  private int place(double score) {
    int found = Arrays.binarySearch(sorted, 0, count, score);
    return found < 0 ? -found - 1 : found;
  }

  /** The limit of now says neither level nor scores: those begin anew. */
  @Override
  public void resume(double limit) {
    level = miscoverage;
    oldest = 0;
    count = 0;
  }

  @Override
  public void save(StateWriter state) {
    double[] kept = new double[count];
    for (int i = 0; i < count; i++) {
      kept[i] = scores[(oldest + i) % scores.length];
    }
    state.put(MARK).put(level).put(kept);
  }

  @Override
  public void load(StateReader state) {
    if (!state.passes(MARK)) {
      return;
    }
    double written = state.nextDouble();
    for (int left = state.nextInt(scores.length); left > 0; left--) {
      double score = state.nextDouble();
      if (!(score >= 0 && score <= GREATEST)) {
        throw new IllegalArgumentException("score is " + score + ", expected 0 to " + GREATEST);
      }
      enter(score);
    }
    if (!(written > -rate && written < 1 + rate)) {
      throw new IllegalArgumentException(
          "level is " + written + ", expected above " + -rate + " and below " + (1 + rate));
    }
    level = written;
  }
}
