package io.alluvium.learning;

import java.util.List;

/**
 * Discrete key-value bottleneck, count-valued: a sample hits one of some fixed keys in each of many
 * random projections, and a key holds how often it was hit by each class. Old classes keep their
 * keys whatever comes later.
 *
 * <p>Keys come from the first {@value #WARM} labelled samples that are at hand, in the order in
 * which they came, and so stay as they are once these are there; who takes one of them back gets
 * the keys that would have been. A solve maps every sample again; a prediction costs {@value
 * Codebook#HEADS} projections and {@code C} additions for each.
 *
 * <p>Source: Traeuble, Goyal, Rahaman, Mozer, Kawaguchi, Bengio and Schoelkopf, "Discrete key-value
 * bottleneck", ICML 2023. Departs from it: keys by k-means over labelled samples instead of moving
 * averages over unlabelled ones; values are counts instead of codes learnt by gradients, decoded as
 * a product of class likelihoods (see {@link KeyCounts}) instead of an average.
 */
final class KeyValueBottleneck implements Head {
  private static final int WARM = 1000;

  private final long seed;

  KeyValueBottleneck(HeadOptions options) {
    this.seed = options.seed();
  }

  @Override
  public String name() {
    return "keyvalue";
  }

  @Override
  public Demands demands(Space space) {
    return Demands.ofExemplars();
  }

  @Override
  public Scorer fit(Evidence evidence) {
    Space space = evidence.statistics().space();
    List<Embedding> warm =
        evidence.exemplars().byArrival().stream()
            .limit(WARM)
            .map(each -> each.exemplar().embedding())
            .toList();
    if (warm.isEmpty()) {
      return MetricScorer.of(evidence.statistics(), new CosineMetric());
    }
    return KeyValueScorer.of(space, Codebook.of(space, warm, seed), evidence.exemplars());
  }
}
