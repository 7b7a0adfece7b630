package io.alluvium.learning;

/**
 * Settings of heads; each head reads those that concern it.
 *
 * @param prior what is assumed of how often classes occur ({@code slda}, {@code plda})
 * @param shrinkage of the within-class covariance ({@code slda}, {@code plda})
 * @param betweenShrinkage how far the spectrum of the between-class covariance is drawn towards its
 *     mean, in [0, 1] ({@code plda})
 */
public record HeadOptions(Prior prior, Shrinkage shrinkage, double betweenShrinkage) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code betweenShrinkage} is out of range
   */
  public HeadOptions {
    if (!(betweenShrinkage >= 0 && betweenShrinkage <= 1)) {
      throw new IllegalArgumentException(
          "between-class shrinkage is " + betweenShrinkage + ", expected 0 to 1");
    }
  }

  /** Returns no prior, OAS and 0.9. */
  public static HeadOptions defaults() {
    return new HeadOptions(Prior.NONE, new Shrinkage.Oas(), 0.9);
  }
}
