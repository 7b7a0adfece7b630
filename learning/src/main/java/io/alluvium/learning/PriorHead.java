package io.alluvium.learning;

/** Any head whose scores gain what a {@link Prior} says of how often classes occur. */
final class PriorHead implements Head {
  private final Head head;
  private final Prior prior;
  private final int window;

  PriorHead(Head head, Prior prior, int window) {
    this.head = head;
    this.prior = prior;
    this.window = window;
  }

  @Override
  public String name() {
    return head.name();
  }

  @Override
  public Demands demands(Space space) {
    return head.demands(space).and(prior.demands());
  }

  @Override
  public Scorer fit(Evidence evidence) {
    return PriorScorer.of(head.fit(evidence), prior, window, evidence);
  }
}
