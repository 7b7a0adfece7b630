package io.alluvium.evaluation.metrics;

import java.util.BitSet;

/**
 * Accuracy of predictions that were each made before their label was known: over all, over the last
 * ones, and with fading weights. In [0, 1]; 0 before the first. For one thread.
 *
 * <p>Source: Gama, Sebastião and Rodrigues, "On evaluating stream learning algorithms", Machine
 * Learning 2013: {@code S_t = c_t + alpha S_(t-1)}, {@code B_t = 1 + alpha B_(t-1)}, accuracy
 * {@code S_t / B_t}.
 */
public final class Prequential {
  /** Predictions in the window. */
  public static final int WINDOW = 1000;

  /** Fading factor. */
  public static final double ALPHA = 0.999;

  private final BitSet window = new BitSet(WINDOW);
  private long total;
  private long correct;
  private double fadedCorrect;
  private double fadedTotal;

  /** Counts a prediction. */
  public void add(boolean hit) {
    window.set((int) (total % WINDOW), hit);
    total++;
    correct += hit ? 1 : 0;
    fadedCorrect = (hit ? 1 : 0) + ALPHA * fadedCorrect;
    fadedTotal = 1 + ALPHA * fadedTotal;
  }

  /** Returns how many predictions were counted. */
  public long total() {
    return total;
  }

  /** Returns the share of right ones among all. */
  public double accuracy() {
    return Confusion.share(correct, total);
  }

  /** Returns the share of right ones among the last {@value #WINDOW}, or among all if fewer. */
  public double windowAccuracy() {
    return Confusion.share(window.cardinality(), Math.min(total, WINDOW));
  }

  /** Returns the accuracy in which a prediction counts {@value #ALPHA} times the one after it. */
  public double fadingAccuracy() {
    return total == 0 ? 0 : fadedCorrect / fadedTotal;
  }
}
