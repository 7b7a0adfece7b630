package io.alluvium.evaluation.metrics;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What guessing without looking reaches on a stream: the class of the sample before, and the class
 * most frequent so far (of equals the one that was first). Each sees the true class right after its
 * guess. For one thread.
 *
 * <p>Sources: Bifet et al., "Efficient online evaluation of big data stream classifiers", KDD 2015
 * (kappa M); Žliobaitė et al., "Evaluation methods and decision theory for classification of
 * streaming data with temporal dependence", Machine Learning 2015 (kappa temporal).
 */
public final class Baselines {
  private final Map<String, Long> counts = new HashMap<>();
  private @Nullable String last;
  private @Nullable String mostFrequent;
  private long highest;
  private long total;
  private long noChangeHits;
  private long majorityHits;

  /** Guesses and counts a sample. */
  public void add(String truth) {
    total++;
    noChangeHits += truth.equals(last) ? 1 : 0;
    majorityHits += truth.equals(mostFrequent) ? 1 : 0;
    learn(truth);
  }

  /** Learns a sample that is not counted. */
  public void learn(String truth) {
    last = truth;
    long count = counts.merge(truth, 1L, Long::sum);
    if (count > highest) {
      highest = count;
      mostFrequent = truth;
    }
  }

  /** Returns the share of samples of the class of the sample before. */
  public double noChangeAccuracy() {
    return Confusion.share(noChangeHits, total);
  }

  /** Returns the share of samples of the class most frequent before them. */
  public double majorityAccuracy() {
    return Confusion.share(majorityHits, total);
  }

  /** Returns how far an accuracy is above no change, at most 1; below 0 if it is under it. */
  public double kappaTemporal(double accuracy) {
    return above(accuracy, noChangeAccuracy());
  }

  /** Returns how far an accuracy is above the majority, at most 1; below 0 if it is under it. */
  public double kappaM(double accuracy) {
    return above(accuracy, majorityAccuracy());
  }

  /** {@code (p - b) / (1 - b)}; 0 where the baseline is always right. */
  static double above(double accuracy, double baseline) {
    return baseline == 1 ? 0 : (accuracy - baseline) / (1 - baseline);
  }
}
