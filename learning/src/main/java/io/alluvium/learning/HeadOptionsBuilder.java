package io.alluvium.learning;

import java.util.Map;

/** Makes {@link HeadOptions}; what is not set is as in {@link HeadOptions#defaults}. */
public final class HeadOptionsBuilder {
  private Prior prior = Prior.NONE;
  private Shrinkage shrinkage = new Shrinkage.Oas();
  private double betweenShrinkage = 0.9;
  private int features = 2048;
  private double gamma = 0.25;
  private int ensemble = 1;
  private int neighbours = 5;
  private HeadOptions.Votes votes = HeadOptions.Votes.UNIFORM;
  private int indexMin = 1_000_000;
  private boolean balanced;
  private int window = 1000;
  private int trustedWeight = 2;
  private long seed = 1;
  private Map<String, Embedding> descriptions = Map.of();

  /** Begins with the defaults. */
  public HeadOptionsBuilder() {}

  HeadOptionsBuilder(HeadOptions options) {
    this.prior = options.prior();
    this.shrinkage = options.shrinkage();
    this.betweenShrinkage = options.betweenShrinkage();
    this.features = options.features();
    this.gamma = options.gamma();
    this.ensemble = options.ensemble();
    this.neighbours = options.neighbours();
    this.votes = options.votes();
    this.indexMin = options.indexMin();
    this.balanced = options.balanced();
    this.window = options.window();
    this.trustedWeight = options.trustedWeight();
    this.seed = options.seed();
    this.descriptions = options.descriptions();
  }

  /** Sets {@link HeadOptions#prior}. */
  public HeadOptionsBuilder prior(Prior value) {
    this.prior = value;
    return this;
  }

  /** Sets {@link HeadOptions#shrinkage}. */
  public HeadOptionsBuilder shrinkage(Shrinkage value) {
    this.shrinkage = value;
    return this;
  }

  /** Sets {@link HeadOptions#betweenShrinkage}. */
  public HeadOptionsBuilder betweenShrinkage(double value) {
    this.betweenShrinkage = value;
    return this;
  }

  /** Sets {@link HeadOptions#features}. */
  public HeadOptionsBuilder features(int value) {
    this.features = value;
    return this;
  }

  /** Sets {@link HeadOptions#gamma}. */
  public HeadOptionsBuilder gamma(double value) {
    this.gamma = value;
    return this;
  }

  /** Sets {@link HeadOptions#ensemble}. */
  public HeadOptionsBuilder ensemble(int value) {
    this.ensemble = value;
    return this;
  }

  /** Sets {@link HeadOptions#neighbours}. */
  public HeadOptionsBuilder neighbours(int value) {
    this.neighbours = value;
    return this;
  }

  /** Sets {@link HeadOptions#votes}. */
  public HeadOptionsBuilder votes(HeadOptions.Votes value) {
    this.votes = value;
    return this;
  }

  /** Sets {@link HeadOptions#indexMin}. */
  public HeadOptionsBuilder indexMin(int value) {
    this.indexMin = value;
    return this;
  }

  /** Sets {@link HeadOptions#balanced}. */
  public HeadOptionsBuilder balanced(boolean value) {
    this.balanced = value;
    return this;
  }

  /** Sets {@link HeadOptions#window}. */
  public HeadOptionsBuilder window(int value) {
    this.window = value;
    return this;
  }

  /** Sets {@link HeadOptions#trustedWeight}. */
  public HeadOptionsBuilder trustedWeight(int value) {
    this.trustedWeight = value;
    return this;
  }

  /** Sets {@link HeadOptions#seed}. */
  public HeadOptionsBuilder seed(long value) {
    this.seed = value;
    return this;
  }

  /** Sets {@link HeadOptions#descriptions}. */
  public HeadOptionsBuilder descriptions(Map<String, Embedding> value) {
    this.descriptions = value;
    return this;
  }

  /**
   * Returns the settings.
   *
   * @throws IllegalArgumentException if a number is out of range; the message names it and the
   *     limit
   */
  public HeadOptions build() {
    return new HeadOptions(
        prior,
        shrinkage,
        betweenShrinkage,
        features,
        gamma,
        ensemble,
        neighbours,
        votes,
        indexMin,
        balanced,
        window,
        trustedWeight,
        seed,
        descriptions);
  }
}
