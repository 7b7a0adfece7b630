package io.alluvium.learning;

/**
 * How far a sample is from the n-th nearest of the samples that a solve was made from: one minus
 * the cosine in an L2 space, in [0, 2]; the squared distance over the usual squared length of a
 * vector elsewhere, 0 or more. Of no samples everything is equally far. Immutable; safe for any
 * thread.
 *
 * <p>Costs {@code samples dim} for each sample while they are fewer than {@link
 * HeadOptions#indexMin}, and from there on what {@code knn} costs.
 */
public final class NthNeighbour {
  private final double none;
  private final NeighbourSearch search;
  private final int n;

  private NthNeighbour(Space space, NeighbourSearch search, int n) {
    this.none = space.normalisation() instanceof Normalisation.L2 ? 1 : 0;
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
    return of(space, NeighbourSearch.of(space, samples), n);
  }

  /** Takes what looks for the nearest of some samples. */
  static NthNeighbour of(Space space, NeighbourSearch search, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("neighbour is " + n + ", expected at least 1");
    }
    return new NthNeighbour(space, search, n);
  }

  /**
   * Returns how far a sample is.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public double distance(Embedding sample) {
    return none - search.nearest(sample, n).last();
  }
}
