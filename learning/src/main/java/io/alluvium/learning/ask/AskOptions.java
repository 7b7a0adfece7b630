package io.alluvium.learning.ask;

/**
 * How much is asked.
 *
 * @param strategy by what samples are chosen
 * @param budget share of the samples of a source that may be asked about, in [0, 1]; 0 asks nobody
 * @param randomShare share of the budget that is spent at random, in [0, 1]
 * @param window samples over which the budget is kept, at least 1: about so many labels times the
 *     budget may be asked for at once
 */
public record AskOptions(AskStrategy strategy, double budget, double randomShare, int window) {
  /** Share of the budget that is spent at random where nobody says otherwise. */
  public static final double RANDOM_SHARE = 0.2;

  /** Samples over which the budget is kept where nobody says otherwise. */
  public static final int WINDOW = 1000;

  /** Checks the ranges. */
  public AskOptions {
    check("budget", budget);
    check("random share", randomShare);
    if (window < 1) {
      throw new IllegalArgumentException("window is " + window + ", expected at least 1");
    }
  }

  private static void check(String what, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(what + " is " + share + ", expected 0 to 1");
    }
  }

  /** Returns the share of all samples that is asked about at random, in [0, 1]. */
  public double atRandom() {
    return strategy == AskStrategy.RANDOM ? budget : budget * randomShare;
  }
}
