package io.alluvium.learning.coverage;

/**
 * Makes probabilities as sure as they are right: {@code p_c^b} over its sum, {@code b} fitted one
 * label at a time by the gradient of the log loss. Mutable, for one thread.
 *
 * <p>Where only the most probable classes are at hand, the others are taken as equally probable.
 *
 * <p>Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017
 * (temperature scaling); fitted prequentially here, each answer being given before its label.
 */
public final class Temperature {
  private static final double RATE = 0.02;
  private static final double LARGEST_STEP = 0.05;
  private static final double LARGEST_LOG = 4;
  private static final double SMALLEST = 1e-12;

  private double logInverse;

  /** Starts with the exponent 1, which changes nothing. */
  public Temperature() {
    this(0);
  }

  /**
   * Goes on where another was.
   *
   * @param logInverse natural logarithm of the exponent, within {@value #LARGEST_LOG} of 0
   * @throws IllegalArgumentException if it is not
   */
  public Temperature(double logInverse) {
    if (!(Math.abs(logInverse) <= LARGEST_LOG)) {
      throw new IllegalArgumentException(
          "logarithm of the exponent is "
              + logInverse
              + ", expected -"
              + LARGEST_LOG
              + " to "
              + LARGEST_LOG);
    }
    this.logInverse = logInverse;
  }

  /** Returns the natural logarithm of the exponent. */
  public double logInverse() {
    return logInverse;
  }

  /** Returns the exponent {@code b}; 1 changes nothing. */
  public double inverse() {
    return StrictMath.exp(logInverse);
  }

  /**
   * Returns calibrated probabilities of all classes.
   *
   * @param probabilities float64[classes], sum 1
   */
  public double[] calibrated(double[] probabilities) {
    return calibrated(probabilities, 0);
  }

  /**
   * Returns calibrated probabilities of some of the classes.
   *
   * @param probabilities float64[some], sum at most 1
   * @param others number of the other classes, at least 0
   */
  public double[] calibrated(double[] probabilities, int others) {
    double[] calibrated = new double[probabilities.length];
    double inverse = inverse();
    double total = others * StrictMath.exp(inverse * logOfOther(probabilities, others));
    for (int c = 0; c < calibrated.length; c++) {
      calibrated[c] = StrictMath.exp(inverse * log(probabilities[c]));
      total += calibrated[c];
    }
    for (int c = 0; c < calibrated.length; c++) {
      calibrated[c] /= total;
    }
    return calibrated;
  }

  private static double logOfOther(double[] probabilities, int others) {
    double rest = 1;
    for (double probability : probabilities) {
      rest -= probability;
    }
    return log(rest / Math.max(1, others));
  }

  /**
   * Takes up a label of an answer with all classes.
   *
   * @param probabilities before calibration, float64[classes]
   * @param truth number of the true class
   */
  public void add(double[] probabilities, int truth) {
    add(probabilities, 0, truth);
  }

  /**
   * Takes up a label.
   *
   * @param probabilities before calibration, float64[some]
   * @param others number of the other classes, at least 0
   * @param truth number of the true class; that of all others is the length of probabilities
   */
  public void add(double[] probabilities, int others, int truth) {
    double[] calibrated = calibrated(probabilities, others);
    double logOfOther = logOfOther(probabilities, others);
    double left = 1;
    double gradient = truth == probabilities.length ? -logOfOther : -log(probabilities[truth]);
    for (int c = 0; c < calibrated.length; c++) {
      gradient += calibrated[c] * log(probabilities[c]);
      left -= calibrated[c];
    }
    if (others > 0) {
      gradient += left * logOfOther;
    }
    logInverse -= Math.clamp(RATE * gradient * inverse(), -LARGEST_STEP, LARGEST_STEP);
    logInverse = Math.clamp(logInverse, -LARGEST_LOG, LARGEST_LOG);
  }

  private static double log(double probability) {
    return StrictMath.log(Math.max(probability, SMALLEST));
  }
}
