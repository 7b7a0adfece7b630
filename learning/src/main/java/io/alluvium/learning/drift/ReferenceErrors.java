package io.alluvium.learning.drift;

import io.alluvium.learning.SeededNumbers;

/**
 * How far the mean of p-values may be from 1/2 although nothing has changed, because the references
 * of their classes rest on few samples.
 *
 * <p>The reference of class {@code c} is off by about {@code s_c = 1 / sqrt(12 n_c)}, the same for
 * every sample that is answered with it. So the means of two windows in which class {@code c} has
 * the shares {@code a_c} and {@code b_c} differ by {@code sqrt(sum (a_c - b_c)^2 s_c^2)}: by hardly
 * anything while all classes come alike, by much where one of them comes in a run. That sum is kept
 * as a sketch of {@value #SIZE} numbers: each class adds its {@code s_c} to each of them with a
 * sign of its own, and the squared length of a difference of sketches is the sum, in expectation.
 * Immutable; safe for any thread.
 *
 * <p>Source: Alon, Matias and Szegedy, "The space complexity of approximating the frequency
 * moments", STOC 1996, section 2.2.
 */
final class ReferenceErrors {
  /** Numbers of a sketch. */
  static final int SIZE = 16;

  private final double[][] ofClasses;

  /**
   * Prepares the sketches.
   *
   * @param samples how many samples the reference of each class rests on, at least 1 each
   */
  ReferenceErrors(int... samples) {
    this.ofClasses = new double[samples.length][SIZE];
    for (int c = 0; c < samples.length; c++) {
      double part = 1 / Math.sqrt(12.0 * SIZE * samples[c]);
      SeededNumbers signs = new SeededNumbers(c);
      for (int i = 0; i < SIZE; i++) {
        ofClasses[c][i] = signs.below(2) == 0 ? part : -part;
      }
    }
  }

  /** Returns the sketch of one sample that was answered with a class; not to be changed. */
  double[] of(int answered) {
    return ofClasses[answered];
  }

  /** Returns the variance of the mean of a window. */
  static double variance(double[] sketch, long samples) {
    double sum = 0;
    for (double part : sketch) {
      sum += part * part;
    }
    return sum / ((double) samples * samples);
  }

  /** Returns the variance of the difference of the means of two windows. */
  static double variance(double[] one, long ones, double[] other, long others) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double gap = one[i] / (double) ones - other[i] / (double) others;
      sum += gap * gap;
    }
    return sum;
  }
}
