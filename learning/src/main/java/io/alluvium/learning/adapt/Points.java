package io.alluvium.learning.adapt;

/** Points float64[dim], changed in place. */
final class Points {
  private Points() {}

  /** Adds a multiple of another point. */
  static void add(double[] target, double[] other, double times) {
    for (int i = 0; i < target.length; i++) {
      target[i] += times * other[i];
    }
  }

  static void scale(double[] target, double factor) {
    for (int i = 0; i < target.length; i++) {
      target[i] *= factor;
    }
  }

  /** Moves a share of the way towards another point. */
  static void approach(double[] target, double[] other, double share) {
    for (int i = 0; i < target.length; i++) {
      target[i] += share * (other[i] - target[i]);
    }
  }

  static double dot(double[] left, double[] right) {
    double dot = 0;
    for (int i = 0; i < left.length; i++) {
      dot += left[i] * right[i];
    }
    return dot;
  }

  static double cosine(double[] left, double[] right) {
    double norms = Math.sqrt(dot(left, left) * dot(right, right));
    return norms > 0 ? dot(left, right) / norms : 0;
  }

  /** Returns the least of some numbers. */
  static double least(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }
}
