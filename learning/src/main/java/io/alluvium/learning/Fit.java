package io.alluvium.learning;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A solve of a head from sums that nobody changes any more, and a word on their health where one is
 * due.
 *
 * <p>Made by one thread, run by one other; whoever waits for the scorer may then ask for the rest.
 */
final class Fit implements Supplier<Scorer> {
  private final Head head;
  private final Evidence evidence;
  private final boolean tellsHealth;
  private Optional<ModelHealth> health = Optional.empty();

  Fit(Head head, Evidence evidence, boolean tellsHealth) {
    this.head = head;
    this.evidence = evidence;
    this.tellsHealth = tellsHealth;
  }

  @Override
  public Scorer get() {
    if (tellsHealth) {
      health = ModelHealth.of(evidence.statistics());
    }
    return head.fit(evidence);
  }

  /** Returns what was found of the health; empty where none was due or the sums say nothing. */
  Optional<ModelHealth> health() {
    return health;
  }
}
