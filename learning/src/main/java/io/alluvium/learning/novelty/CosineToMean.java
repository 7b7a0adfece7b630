package io.alluvium.learning.novelty;

import io.alluvium.learning.ClassGeometry;

/** One minus the greatest cosine to the mean of a class, in [0, 2]. */
public final class CosineToMean implements NoveltyScore {
  private final double[][] directions;

  /** Takes the class means of a solve. */
  public CosineToMean(ClassGeometry classes) {
    directions = new double[classes.classes()][];
    for (int c = 0; c < directions.length; c++) {
      directions[c] = classes.mean(c);
      double norm = Math.sqrt(dot(directions[c], directions[c]));
      for (int i = 0; i < directions[c].length && norm > 0; i++) {
        directions[c][i] /= norm;
      }
    }
  }

  @Override
  public String name() {
    return "cosine";
  }

  @Override
  public double score(double[] point) {
    double norm = Math.sqrt(dot(point, point));
    double greatest = -1;
    for (double[] direction : directions) {
      greatest = Math.max(greatest, norm > 0 ? dot(direction, point) / norm : 0);
    }
    return 1 - greatest;
  }

  private static double dot(double[] left, double[] right) {
    double dot = 0;
    for (int i = 0; i < left.length; i++) {
      dot += left[i] * right[i];
    }
    return dot;
  }
}
