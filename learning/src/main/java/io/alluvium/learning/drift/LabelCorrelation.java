package io.alluvium.learning.drift;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.internal.Matrices;

/**
 * Whether samples of one class follow each other: how often an answer is that of the sample before,
 * beyond what the classes' shares explain, over the last {@value #MEMORY} answers or so. Mutable,
 * for one thread.
 */
public final class LabelCorrelation {
  private static final double MEMORY = 200;

  /** Above this, labels count as correlated. */
  public static final double LIMIT = 0.2;

  private final double[] shares;
  private double agreement;
  private double weight;
  private int last = -1;

  /** Starts without answers. */
  public LabelCorrelation(int classes) {
    this.shares = new double[classes];
  }

  /** Adds an answer. */
  public void add(int answered) {
    if (last >= 0) {
      double rate = Math.max(1 / MEMORY, 1 / (weight + 1));
      agreement += rate * ((answered == last ? 1 : 0) - agreement);
      for (int c = 0; c < shares.length; c++) {
        shares[c] += rate * ((c == answered ? 1 : 0) - shares[c]);
      }
      weight++;
    }
    last = answered;
  }

  /**
   * Returns the lag-1 agreement less what independent answers with the same shares would have, in
   * [-1, 1]; 0 with fewer than 32 answers.
   */
  public double excess() {
    return weight < 32 ? 0 : agreement - byChance();
  }

  /** How often independent answers with the same shares would agree. */
  private double byChance() {
    return Matrices.dot(shares, shares);
  }

  /**
   * Returns the lag-1 autocorrelation of the answers, in [0, 1): the excess over the most it could
   * be.
   */
  public double autocorrelation() {
    double byChance = byChance();
    return byChance < 1 ? Math.clamp(excess() / (1 - byChance), 0, 0.999) : 0;
  }

  /** Writes what is known of the answers. */
  public void save(StateWriter state) {
    state.put(shares).put(agreement).put(weight).put((long) (last + 1));
  }

  /** Goes on where it was written. */
  public LabelCorrelation load(StateReader state) {
    System.arraycopy(state.nextDoubles(shares.length), 0, shares, 0, shares.length);
    agreement = state.nextDouble();
    weight = state.nextDouble();
    last = state.nextInt(shares.length) - 1;
    return this;
  }

  /** Returns whether labels count as correlated. */
  public boolean isCorrelated() {
    return excess() > LIMIT;
  }
}
