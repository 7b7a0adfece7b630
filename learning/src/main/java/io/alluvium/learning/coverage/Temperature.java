package io.alluvium.learning.coverage;

/**
 * Makes probabilities as sure as they are right: {@code p_c^b} over its sum, {@code b} fitted one
 * label at a time by the gradient of the log loss. Mutable, for one thread.
 *
 * <p>Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017
 * (temperature scaling); fitted prequentially here, each answer being given before its label.
 */
public final class Temperature {
  private static final double RATE = 0.02;
  private static final double LARGEST_STEP = 0.05;
  private static final double SMALLEST = 1e-12;

  private double logInverse;

  /** Returns the exponent {@code b}; 1 changes nothing. */
  public double inverse() {
    return StrictMath.exp(logInverse);
  }

  /**
   * Returns calibrated probabilities.
   *
   * @param probabilities float64[classes], sum 1
   */
  public double[] calibrated(double[] probabilities) {
    double[] calibrated = new double[probabilities.length];
    double inverse = inverse();
    double total = 0;
    for (int c = 0; c < calibrated.length; c++) {
      calibrated[c] = StrictMath.exp(inverse * log(probabilities[c]));
      total += calibrated[c];
    }
    for (int c = 0; c < calibrated.length; c++) {
      calibrated[c] /= total;
    }
    return calibrated;
  }

  /**
   * Takes up a label.
   *
   * @param probabilities before calibration, float64[classes]
   * @param truth number of the true class
   */
  public void add(double[] probabilities, int truth) {
    double[] calibrated = calibrated(probabilities);
    double gradient = -log(probabilities[truth]);
    for (int c = 0; c < calibrated.length; c++) {
      gradient += calibrated[c] * log(probabilities[c]);
    }
    logInverse -= Math.clamp(RATE * gradient * inverse(), -LARGEST_STEP, LARGEST_STEP);
    logInverse = Math.clamp(logInverse, -4, 4);
  }

  private static double log(double probability) {
    return StrictMath.log(Math.max(probability, SMALLEST));
  }
}
