package io.alluvium.learning;

/**
 * How far a sample is from the n-th nearest of the samples that a solve was made from: one minus
 * the cosine, whatever the space, in [0, 2]. Of no samples everything is equally far. Immutable;
 * safe for any thread.
 *
 * <p>Costs {@code samples dim} for each sample while they are fewer than {@link
 * HeadOptions#indexMin}, and from there on what {@code knn} costs.
 *
 * <p>Source: Sun et al., "Out-of-distribution detection with deep nearest neighbors", ICML 2022, by
 * whom the length of vectors is left out of account.
 */
public final class NthNeighbour {
  private final NeighbourSearch search;
  private final int n;

  private NthNeighbour(NeighbourSearch search, int n) {
    this.search = search;
    this.n = n;
  }

  /**
   * Takes labelled samples and looks at every one.
   *
   * @param n which of the nearest is meant, at least 1; the farthest where there are fewer
   * @throws IllegalArgumentException if {@code n} is below 1
   */
  public static NthNeighbour of(Space space, Exemplars samples, int n) {
    return of(NeighbourSearch.of(space, Closeness.cosine(space), samples), n);
  }

  /** Takes what looks for the nearest of some samples by their cosine. */
  static NthNeighbour of(NeighbourSearch search, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("neighbour is " + n + ", expected at least 1");
    }
    return new NthNeighbour(search, n);
  }

  /**
   * Returns how far a sample is.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public double distance(Embedding sample) {
    return 1 - search.nearest(sample, n).last();
  }
}
