package io.alluvium.learning.transition;

import io.alluvium.learning.Kernels;
import io.alluvium.learning.internal.SymmetricEigen;

/**
 * Eigenvalues, none below 0, and eigenvectors of a positive semidefinite matrix: {@code A = E'
 * diag(values) E}.
 */
final class Spectrum {
  private final double[] values;
  private final Matrix vectors;

  private Spectrum(double[] values, Matrix vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  static Spectrum of(Matrix symmetric) {
    int dim = symmetric.rows();
    SymmetricEigen eigen = SymmetricEigen.of(Kernels.operations(), symmetric.values(), dim);
    double[] values = eigen.values();
    for (int i = 0; i < dim; i++) {
      values[i] = Math.max(values[i], 0);
    }
    return new Spectrum(values, Matrix.of(dim, dim, eigen.vectors()));
  }

  /** Eigenvalues: never written to. */
  double[] values() {
    return values;
  }

  /** {@code E}: row {@code i} is the unit eigenvector of eigenvalue {@code i}. */
  Matrix vectors() {
    return vectors;
  }

  double largest() {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  /** Returns the matrix whose eigenvalues are a power of these, 0 for those below a floor. */
  Matrix power(double exponent, double floor) {
    double[] factors = new double[values.length];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = values[i] > floor ? StrictMath.pow(values[i], exponent) : 0;
    }
    return vectors.transposed().times(vectors.rowsScaled(factors));
  }

  /**
   * Returns the effective rank, {@code exp(-sum p ln p)} of {@code p = s / sum s} with {@code s}
   * the square roots of the eigenvalues, in [1, dim].
   *
   * <p>Source: Garrido, Balestriero, Najman and LeCun, "RankMe: assessing the downstream
   * performance of pretrained self-supervised representations by their rank", ICML 2023, equation
   * (1).
   */
  double effectiveRank() {
    double total = 0;
    for (double value : values) {
      total += Math.sqrt(value);
    }
    double entropy = 0;
    for (double value : values) {
      double share = Math.sqrt(value) / total;
      if (share > 0) {
        entropy -= share * StrictMath.log(share);
      }
    }
    return StrictMath.exp(entropy);
  }
}
