package io.alluvium.learning;

/**
 * How far a covariance is drawn towards the multiple of the identity that has its trace: {@code (1
 * - rho) S + rho tr(S)/dim I}.
 */
public sealed interface Shrinkage {
  /** Smallest intensity, so that what is shrunk can be factored whatever its rank. */
  double MIN_RHO = 1e-6;

  /**
   * Oracle approximating shrinkage: the intensity is estimated from the covariance and the number
   * of samples, and is large when those are few.
   *
   * <p>Source: Chen, Wiesel, Eldar and Hero, "Shrinkage algorithms for MMSE covariance estimation",
   * IEEE Transactions on Signal Processing 2010, equation (23) without its terms in 2/dim, as
   * scikit-learn computes it. Departs from it: never below {@link #MIN_RHO}; for a covariance
   * pooled over classes the number of samples is its degrees of freedom.
   */
  record Oas() implements Shrinkage {}

  /**
   * A fixed intensity.
   *
   * @param rho in [{@link #MIN_RHO}, 1]
   */
  record Relative(double rho) implements Shrinkage {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the intensity is out of range
     */
    public Relative {
      if (!(rho >= MIN_RHO && rho <= 1)) {
        throw new IllegalArgumentException(
            "shrinkage is " + rho + ", expected " + MIN_RHO + " to 1");
      }
    }
  }
}
