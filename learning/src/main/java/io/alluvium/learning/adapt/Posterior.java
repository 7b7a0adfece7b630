package io.alluvium.learning.adapt;

/** Probabilities of all classes, in the order of labels; immutable. Sum to 1 up to rounding. */
public final class Posterior {
  private final double[] shares;

  private Posterior(double[] shares) {
    this.shares = shares;
  }

  /**
   * Returns the posterior proportional to weights.
   *
   * @param weights float64[classes], at least 0, not all 0
   */
  public static Posterior ofWeights(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weights sum to " + total + ", expected above 0");
    }
    double[] shares = new double[weights.length];
    for (int c = 0; c < shares.length; c++) {
      shares[c] = weights[c] / total;
    }
    return new Posterior(shares);
  }

  /** Returns the softmax of log-densities. */
  public static Posterior ofLogs(double... logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    double[] weights = new double[logs.length];
    for (int c = 0; c < weights.length; c++) {
      weights[c] = StrictMath.exp(logs[c] - largest);
    }
    return ofWeights(weights);
  }

  /** Returns the mean of two posteriors of the same classes, one weighted by a share in [0, 1]. */
  public static Posterior mix(Posterior one, Posterior other, double share) {
    double[] mixed = new double[one.shares.length];
    for (int c = 0; c < mixed.length; c++) {
      mixed[c] = (1 - share) * one.shares[c] + share * other.shares[c];
    }
    return ofWeights(mixed);
  }

  /** Returns the number of classes. */
  public int classes() {
    return shares.length;
  }

  /** Returns the probability of a class. */
  public double of(int c) {
    return shares[c];
  }

  /** Returns the most probable class, the first where several are. */
  public int best() {
    int best = 0;
    for (int c = 1; c < shares.length; c++) {
      if (shares[c] > shares[best]) {
        best = c;
      }
    }
    return best;
  }

  /** Returns the probability of the most probable class. */
  public double confidence() {
    return shares[best()];
  }

  /** Returns the entropy over its maximum, in [0, 1]. */
  public double entropy() {
    double entropy = 0;
    for (double share : shares) {
      entropy -= share > 0 ? share * StrictMath.log(share) : 0;
    }
    return shares.length < 2 ? 0 : Math.clamp(entropy / StrictMath.log(shares.length), 0, 1);
  }

  /** Returns the probabilities, float64[classes]. */
  public double[] toArray() {
    return shares.clone();
  }
}
