package io.alluvium.learning.drift;

import io.alluvium.learning.WhitenedPoint;

/**
 * What {@link SurpriseModel} compares with calibration samples.
 *
 * @param nearest number of the class whose mean is nearest
 * @param distance squared Mahalanobis distance to that mean, at least 0
 * @param entropy of the posterior of equal priors, in nats, at least 0
 */
public record Scores(int nearest, double distance, double entropy) {
  /** Classes that are less probable than the best by more than this, in nats, add nothing. */
  private static final double NEGLIGIBLE = 40;

  /** Checks the ranges. */
  public Scores {
    if (nearest < 0 || !(distance >= 0) || Double.isNaN(entropy)) {
      throw new IllegalArgumentException(
          "scores are " + nearest + ", " + distance + " and " + entropy + ", expected at least 0");
    }
  }

  /** Returns the scores of a sample. */
  public static Scores of(WhitenedPoint point) {
    double[] distances = point.squaredDistances();
    int nearest = point.nearest();
    return new Scores(nearest, distances[nearest], entropy(distances, distances[nearest]));
  }

  private static double entropy(double[] distances, double least) {
    double total = 0;
    double weighted = 0;
    for (double distance : distances) {
      double gap = 0.5 * (distance - least);
      if (gap < NEGLIGIBLE) {
        double share = StrictMath.exp(-gap);
        total += share;
        weighted += gap * share;
      }
    }
    return StrictMath.log(total) + weighted / total;
  }
}
