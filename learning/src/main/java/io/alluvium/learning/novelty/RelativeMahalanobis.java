package io.alluvium.learning.novelty;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.WhitenedPoint;

/**
 * Squared Mahalanobis distance to the nearest class, less that to all samples taken as one class:
 * what is far in directions in which everything varies is not novel.
 *
 * <p>Source: Ren et al., "A simple fix to Mahalanobis distance for improving near-OOD detection",
 * 2021. There the covariance of all samples is estimated on its own; here it is that within classes
 * and that of the class means together, so that both distances rest on the same shrinkage.
 */
public final class RelativeMahalanobis implements NoveltyScore {
  private final ClassGeometry classes;

  /** Starts with the geometry of a solve. */
  public RelativeMahalanobis(ClassGeometry classes) {
    this.classes = classes;
  }

  @Override
  public String name() {
    return "relative-mahalanobis";
  }

  @Override
  public double score(double[] point) {
    return score(classes.at(classes.whitened(point)));
  }

  /**
   * Returns the score of a point of the geometry; where classes lie so far apart that there is no
   * distance to all samples, only that to the nearest class.
   */
  public double score(WhitenedPoint point) {
    return classes.relativeDistance(point);
  }
}
