package io.alluvium.learning;

/**
 * Vote of the {@code k} nearest labelled samples, by cosine in an L2 space and by Euclidean
 * distance elsewhere; of classes with as many votes, the closer one. Votes may weigh more the
 * closer they are, and a class may be given as much weight as any other, however many samples it
 * has.
 *
 * <p>Looks at every sample: costs {@code n dim} for a prediction and nothing for a solve. Samples
 * that came since the last solve vote once their class has doubled, or from the next solve on,
 * which is one in 64 labels away.
 *
 * <p>Source: Cover and Hart, "Nearest neighbor pattern classification", IEEE Transactions on
 * Information Theory 1967.
 */
final class NearestNeighbours implements Head {
  private final HeadOptions options;

  NearestNeighbours(HeadOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "knn";
  }

  @Override
  public Demands demands(Space space) {
    return Demands.ofExemplars();
  }

  @Override
  public boolean fitsByCopying() {
    return true;
  }

  @Override
  public Scorer fit(Evidence evidence) {
    return NeighbourScorer.of(evidence.statistics().space(), options, evidence.exemplars());
  }
}
