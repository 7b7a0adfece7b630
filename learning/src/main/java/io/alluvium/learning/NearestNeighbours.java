package io.alluvium.learning;

/**
 * Vote of the {@code k} nearest labelled samples, by cosine in an L2 space and by Euclidean
 * distance elsewhere; of classes with as many votes, the closer one. Votes may weigh more the
 * closer they are, and a class may be given as much weight as any other, however many samples it
 * has.
 *
 * <p>Looks at every sample while they are fewer than {@link HeadOptions#indexMin}: costs {@code n
 * dim} for a prediction and nothing for a solve. Samples that came since the last solve vote once
 * their class has doubled, or from the next solve on, which is one in 64 labels away.
 *
 * <p>From there on most samples are in graphs, one for each of the {@link ArrivalRuns}, in which
 * most of the nearest are found by looking at some thousands; what they find is compared exactly.
 * Graphs are built by solves, which then come as rarely as those of other heads and take effect
 * later as they do, and only for runs in which something changed; they have no sample that is not
 * in the evidence of the solve. Costs {@code dim log n} for each run of a prediction, that much
 * some hundred times for a sample that is linked, and some 400 bytes for each sample.
 *
 * <p>Source: Cover and Hart, "Nearest neighbor pattern classification", IEEE Transactions on
 * Information Theory 1967.
 */
final class NearestNeighbours implements Head {
  private final HeadOptions options;
  private final ArrivalRuns.Lengths lengths;
  private final GraphCache cache = new GraphCache();

  NearestNeighbours(HeadOptions options) {
    this(options, ArrivalRuns.Lengths.USUAL);
  }

  NearestNeighbours(HeadOptions options, ArrivalRuns.Lengths lengths) {
    this.options = options;
    this.lengths = lengths;
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
  public boolean fitsByCopying(Evidence evidence) {
    return NeighbourSearch.looksAtAll(evidence.exemplars(), options.indexMin());
  }

  @Override
  public Scorer fit(Evidence evidence) {
    Space space = evidence.statistics().space();
    return new NeighbourScorer(
        options,
        NeighbourSearch.of(
            space, new Closeness(space), evidence.exemplars(), options.indexMin(), lengths, cache));
  }
}
