package io.alluvium.evaluation.metrics;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import java.util.List;

/**
 * How good the probabilities of predictions are. A class that the learner does not know has
 * probability 0. For one thread.
 *
 * <p>Sources: Brier, "Verification of forecasts expressed in terms of probability", 1950 (sum over
 * all classes, so in [0, 2]); for the expected calibration error see {@link CalibrationBins}.
 */
public final class Probabilities {
  /** Smallest probability in the log loss, so that one surprise does not make it infinite. */
  public static final double MIN_PROBABILITY = 1e-15;

  private final CalibrationBins bins = new CalibrationBins();
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
      Candidate best = decision.candidates().getFirst();
      bins.add(best.probability(), best.label().equals(truth));
    }
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
    return bins.bins();
  }

  /**
   * Returns the mean gap, over bins of the highest probability weighted by all predictions, between
   * that probability and the share of right ones; in [0, 1].
   */
  public double calibrationError() {
    return total == 0 ? 0 : bins.gap() / total;
  }
}
