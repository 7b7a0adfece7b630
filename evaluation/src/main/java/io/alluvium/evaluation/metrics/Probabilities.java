package io.alluvium.evaluation.metrics;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good the probabilities of predictions are. A class that the learner does not know has
 * probability 0. For one thread.
 *
 * <p>Sources: Brier, "Verification of forecasts expressed in terms of probability", 1950 (sum over
 * all classes, so in [0, 2]); Naeini, Cooper and Hauskrecht, "Obtaining well calibrated
 * probabilities using Bayesian binning", AAAI 2015 (expected calibration error).
 */
public final class Probabilities {
  /** Bins of equal width of the expected calibration error. */
  public static final int BINS = 15;

  /** Smallest probability in the log loss, so that one surprise does not make it infinite. */
  public static final double MIN_PROBABILITY = 1e-15;

  private final long[] counts = new long[BINS];
  private final long[] hits = new long[BINS];
  private final double[] confidence = new double[BINS];
  private double logLoss;
  private double brier;
  private long total;

  /** Counts a decision that ranks all classes the learner knows. */
  public void add(String truth, Decision decision) {
    double ofTruth = 0;
    double squares = 0;
    for (Candidate candidate : decision.candidates()) {
      squares += candidate.probability() * candidate.probability();
      if (candidate.label().equals(truth)) {
        ofTruth = candidate.probability();
      }
    }
    total++;
    logLoss -= StrictMath.log(Math.max(ofTruth, MIN_PROBABILITY));
    brier += squares - 2 * ofTruth + 1;
    if (!decision.candidates().isEmpty()) {
      bin(decision.candidates().getFirst(), truth);
    }
  }

  private void bin(Candidate best, String truth) {
    int bin = Math.min((int) (best.probability() * BINS), BINS - 1);
    counts[bin]++;
    hits[bin] += best.label().equals(truth) ? 1 : 0;
    confidence[bin] += best.probability();
  }

  /** Returns the mean of minus the natural logarithm of the probability of the true class. */
  public double logLoss() {
    return total == 0 ? 0 : logLoss / total;
  }

  /** Returns the mean squared distance between the probabilities and the truth, in [0, 2]. */
  public double brier() {
    return total == 0 ? 0 : brier / total;
  }

  /** Returns the bins of the highest probability that hold an answer, ascending. */
  public List<CalibrationBin> bins() {
    return IntStream.range(0, BINS)
        .filter(bin -> counts[bin] > 0)
        .mapToObj(bin ->
            new CalibrationBin(
                counts[bin],
                confidence[bin] / counts[bin],
                Confusion.share(hits[bin], counts[bin])))
        .toList();
  }

  /**
   * Returns the mean gap, over bins of the highest probability weighted by their predictions,
   * between that probability and the share of right ones; in [0, 1].
   */
  public double calibrationError() {
    double gap = 0;
    for (int bin = 0; bin < BINS; bin++) {
      gap += Math.abs(hits[bin] - confidence[bin]);
    }
    return total == 0 ? 0 : gap / total;
  }
}
