package io.alluvium.learning.novelty;

import io.alluvium.learning.ClassGeometry;

/**
 * Squared Mahalanobis distance to the nearest class, less that to all samples taken as one class:
 * what is far in directions in which everything varies is not novel.
 *
 * <p>Source: Ren et al., "A simple fix to Mahalanobis distance for improving near-OOD detection",
 * 2021.
 */
public final class RelativeMahalanobis implements NoveltyScore {
  private final ClassGeometry classes;
  private final ClassGeometry all;

  /**
   * Joins both geometries of a solve.
   *
   * @param all the same samples as one class
   */
  public RelativeMahalanobis(ClassGeometry classes, ClassGeometry all) {
    this.classes = classes;
    this.all = all;
  }

  @Override
  public String name() {
    return "relative-mahalanobis";
  }

  @Override
  public double score(double[] point) {
    return classes.leastSquaredDistance(classes.whitened(point))
        - all.leastSquaredDistance(all.whitened(point));
  }
}
