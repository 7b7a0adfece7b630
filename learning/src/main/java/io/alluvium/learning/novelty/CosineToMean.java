package io.alluvium.learning.novelty;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.internal.Matrices;

/** One minus the greatest cosine to the mean of a class, in [0, 2]. */
public final class CosineToMean implements NoveltyScore {
  private final double[][] directions;

  /** Takes the class means of a solve. */
  public CosineToMean(ClassGeometry classes) {
    directions = new double[classes.classes()][];
    for (int c = 0; c < directions.length; c++) {
      directions[c] = SphericalMeans.direction(classes.mean(c));
    }
  }

  @Override
  public String name() {
    return "cosine";
  }

  @Override
  public double score(double[] point) {
    double norm = Matrices.norm(point);
    double greatest = -1;
    for (double[] direction : directions) {
      greatest = Math.max(greatest, norm > 0 ? Matrices.dot(direction, point) / norm : 0);
    }
    return 1 - greatest;
  }
}
