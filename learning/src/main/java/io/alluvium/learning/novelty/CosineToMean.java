package io.alluvium.learning.novelty;

import io.alluvium.learning.ClassGeometry;

/** As {@link ClassGeometry#cosineDistance}. */
public final class CosineToMean implements NoveltyScore {
  private final ClassGeometry geometry;

  /** Takes the class means of a solve. */
  public CosineToMean(ClassGeometry geometry) {
    this.geometry = geometry;
  }

  @Override
  public String name() {
    return "cosine";
  }

  @Override
  public double score(double[] point) {
    return geometry.cosineDistance(point);
  }
}
