package io.alluvium.learning;

import java.util.Map;
import java.util.function.Consumer;

/**
 * Settings of heads; each head reads those that concern it.
 *
 * @param prior what is assumed of how often classes occur (all heads)
 * @param shrinkage of the within-class covariance ({@code slda}, {@code plda}, {@code klda})
 * @param betweenShrinkage how far the spectrum of the between-class covariance is drawn towards its
 *     mean, in [0, 1] ({@code plda})
 * @param features number of random features, 1 to {@link Embedding#MAX_DIM} ({@code ranpac}, {@code
 *     klda})
 * @param gamma inverse width of the kernel over unit vectors, above 0 ({@code klda})
 * @param ensemble how many maps of features, each from a seed of its own, are averaged, 1 to 16
 *     ({@code klda})
 * @param neighbours how many neighbours vote, at least 1 ({@code knn})
 * @param votes how much their votes weigh ({@code knn})
 * @param indexMin labelled samples from which on neighbours are looked for in an index, at least 0;
 *     0 is never ({@code knn})
 * @param balanced whether every class weighs the same in the fit, however many samples it has
 *     ({@code ranpac}, {@code knn})
 * @param window how many of the labelled samples that came last are recent, at least 1 ({@code
 *     fastslow}, and all heads with the prior {@code window})
 * @param trustedWeight least weight of a label that is trusted, 1 to {@link Assignment#MAX_WEIGHT}
 *     ({@code trusted})
 * @param seed of everything that is drawn
 * @param descriptions embeddings of descriptions of classes, by label ({@code prior})
 */
public record HeadOptions(
    Prior prior,
    Shrinkage shrinkage,
    double betweenShrinkage,
    int features,
    double gamma,
    int ensemble,
    int neighbours,
    Votes votes,
    int indexMin,
    boolean balanced,
    int window,
    int trustedWeight,
    long seed,
    Map<String, Embedding> descriptions) {
  private static final int MAX_ENSEMBLE = 16;

  /** How much the vote of a neighbour weighs. */
  public enum Votes {
    /** All votes weigh the same. */
    UNIFORM,
    /** The closer, the more: {@code exp(16 (closeness - that of the nearest))}. */
    DISTANCE
  }

  /**
   * Checks the ranges and copies the descriptions.
   *
   * @throws IllegalArgumentException if a number is out of range; the message names it and the
   *     limit
   */
  public HeadOptions {
    if (!(betweenShrinkage >= 0 && betweenShrinkage <= 1)) {
      throw new IllegalArgumentException(
          "between-class shrinkage is " + betweenShrinkage + ", expected 0 to 1");
    }
    if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("gamma is " + gamma + ", expected a number above 0");
    }
    check("number of features", features, Embedding.MAX_DIM);
    check("size of the ensemble", ensemble, MAX_ENSEMBLE);
    check("number of neighbours", neighbours, Integer.MAX_VALUE);
    if (indexMin < 0) {
      throw new IllegalArgumentException(
          "least samples of an index are " + indexMin + ", expected at least 0");
    }
    check("window", window, Integer.MAX_VALUE);
    check("trusted weight", trustedWeight, Assignment.MAX_WEIGHT);
    descriptions = Map.copyOf(descriptions);
  }

  private static void check(String what, int value, int max) {
    if (value < 1 || value > max) {
      String range = max == Integer.MAX_VALUE ? "at least 1" : "1 to " + max;
      throw new IllegalArgumentException(what + " is " + value + ", expected " + range);
    }
  }

  /**
   * Returns no prior, OAS, 0.9, 2048 features, gamma 0.25, one map, 5 neighbours of equal votes, an
   * index from 1,000,000 samples on, classes as large as they are, a window of 1000 samples, trust
   * from weight 2 on, seed 1 and no descriptions.
   */
  public static HeadOptions defaults() {
    return new HeadOptionsBuilder().build();
  }

  /** Returns the same settings with another prior and another shrinkage. */
  public HeadOptions with(Prior newPrior, Shrinkage newShrinkage) {
    return with(builder -> builder.prior(newPrior).shrinkage(newShrinkage));
  }

  /** Returns the same settings with changes. */
  public HeadOptions with(Consumer<HeadOptionsBuilder> changes) {
    HeadOptionsBuilder builder = new HeadOptionsBuilder(this);
    changes.accept(builder);
    return builder.build();
  }
}
