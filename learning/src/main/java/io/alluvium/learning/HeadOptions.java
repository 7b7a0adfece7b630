package io.alluvium.learning;

/**
 * Settings of heads; each head reads those that concern it.
 *
 * @param prior what is assumed of how often classes occur ({@code slda}, {@code plda}, {@code
 *     klda})
 * @param shrinkage of the within-class covariance ({@code slda}, {@code plda}, {@code klda})
 * @param betweenShrinkage how far the spectrum of the between-class covariance is drawn towards its
 *     mean, in [0, 1] ({@code plda})
 * @param features number of random features, 1 to {@link Embedding#MAX_DIM} ({@code ranpac}, {@code
 *     klda})
 * @param gamma inverse width of the kernel over unit vectors, above 0 ({@code klda})
 * @param neighbours how many neighbours vote, at least 1 ({@code knn})
 * @param seed of everything that is drawn
 */
public record HeadOptions(
    Prior prior,
    Shrinkage shrinkage,
    double betweenShrinkage,
    int features,
    double gamma,
    int neighbours,
    long seed) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of range; the message names it and the
   *     limit
   */
  public HeadOptions {
    if (!(betweenShrinkage >= 0 && betweenShrinkage <= 1)) {
      throw new IllegalArgumentException(
          "between-class shrinkage is " + betweenShrinkage + ", expected 0 to 1");
    }
    if (features < 1 || features > Embedding.MAX_DIM) {
      throw new IllegalArgumentException(
          "number of features is " + features + ", expected 1 to " + Embedding.MAX_DIM);
    }
    if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("gamma is " + gamma + ", expected a number above 0");
    }
    if (neighbours < 1) {
      throw new IllegalArgumentException(
          "number of neighbours is " + neighbours + ", expected at least 1");
    }
  }

  /** Returns no prior, OAS, 0.9, 2048 features, gamma 0.25, 5 neighbours and seed 1. */
  public static HeadOptions defaults() {
    return new HeadOptions(Prior.NONE, new Shrinkage.Oas(), 0.9, 2048, 0.25, 5, 1);
  }

  /** Returns the same settings with another prior and another shrinkage. */
  public HeadOptions with(Prior newPrior, Shrinkage newShrinkage) {
    return new HeadOptions(
        newPrior, newShrinkage, betweenShrinkage, features, gamma, neighbours, seed);
  }
}
