package io.alluvium.learning;

/**
 * Queries that come together are assigned together: each is drawn to the classes of those that are
 * like it, besides what the model of the labelled samples says of it.
 *
 * <p>An answer depends on the other queries of its window, {@value TransductiveScorer#WINDOW} in
 * the order in which they are asked, so it is not a function of what came before it alone: the head
 * can be evaluated but does not serve streams. Alone a query is answered as by {@code plda}. Costs
 * {@code W^2 dim} for a window beyond that.
 *
 * <p>Source: Ziko, Dolz, Granger and Ben Ayed, "Laplacian regularized few-shot learning", ICML
 * 2020, equations (2) to (7), of the family of block-coordinate transductive few-shot clustering.
 * Departs from it: classes are those of the two-covariance model, from all labels, and stay where
 * they are.
 */
final class TransductiveAssignment implements Head {
  private final HeadOptions options;

  TransductiveAssignment(HeadOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "transductive";
  }

  @Override
  public Scorer fit(Evidence evidence) {
    return new TransductiveScorer(new TwoCovariance(options).fit(evidence));
  }
}
