package io.alluvium.evaluation.compare;

/** The standard normal distribution. */
final class Normal {
  private static final int TERMS = 60;

  private Normal() {}

  /** Returns the chance of a value at least as far from 0, to about 15 digits; in [0, 1]. */
  static double twoSided(double distance) {
    double x = Math.abs(distance);
    return x < 3 ? 1 - series(x) : continuedFraction(x);
  }

  /** {@code erf(x / sqrt 2)} by its series in {@code x^2} (Abramowitz and Stegun 7.1.6). */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n <= TERMS; n++) {
      term *= x * x / (2 * n + 1);
      sum += term;
    }
    return 2 * sum * density(x);
  }

  /** The tail by its continued fraction (Abramowitz and Stegun 26.2.14). */
  private static double continuedFraction(double x) {
    double fraction = x;
    for (int n = TERMS; n >= 1; n--) {
      fraction = x + n / fraction;
    }
    return 2 * density(x) / fraction;
  }

  private static double density(double x) {
    return StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
