package io.alluvium.learning.adapt;

import io.alluvium.learning.internal.Matrices;

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

  static double cosine(double[] left, double[] right) {
    double norms = Math.sqrt(Matrices.dot(left, left) * Matrices.dot(right, right));
    return norms > 0 ? Matrices.dot(left, right) / norms : 0;
  }
}
