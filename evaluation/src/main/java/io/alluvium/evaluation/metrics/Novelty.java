package io.alluvium.evaluation.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How well a score tells samples of known classes from others: the area under the ROC curve. For
 * one thread.
 *
 * <p>Source: Hanley and McNeil, "The meaning and use of the area under a receiver operating
 * characteristic curve", Radiology 1982 (equal scores count half).
 */
public final class Novelty {
  private final List<Double> known = new ArrayList<>();
  private final List<Double> novel = new ArrayList<>();

  /** Counts a sample of a known class; higher scores mean more novel. */
  public void addKnown(double score) {
    known.add(score);
  }

  /** Counts a sample of no known class. */
  public void addNovel(double score) {
    novel.add(score);
  }

  /** Returns whether there are samples of both kinds. */
  public boolean isDefined() {
    return !known.isEmpty() && !novel.isEmpty();
  }

  /** Returns the chance that a novel sample has a higher score than a known one; in [0, 1]. */
  public double auroc() {
    List<Double> sorted = new ArrayList<>(known);
    Collections.sort(sorted);
    double above = 0;
    for (double score : novel) {
      above += 0.5 * (below(sorted, score, false) + below(sorted, score, true));
    }
    return isDefined() ? above / ((double) known.size() * novel.size()) : 0;
  }

  /**
   * Returns the share of samples of known classes that are taken for novel where 95 in 100 novel
   * ones are; in [0, 1], 0 if there are not both.
   */
  public double falsePositiveRateAt95() {
    if (!isDefined()) {
      return 0;
    }
    List<Double> sorted = new ArrayList<>(novel);
    Collections.sort(sorted);
    double limit = sorted.get((int) Math.floor(0.05 * sorted.size()));
    return known.stream().filter(score -> score >= limit).count() / (double) known.size();
  }

  /** How many are below the score, or equal to it too. */
  private static int below(List<Double> sorted, double score, boolean orEqual) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      double value = sorted.get(middle);
      if (value < score || (orEqual && value == score)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
