package io.alluvium.learning.transition;

import io.alluvium.learning.Demands;
import io.alluvium.learning.Derived;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Head;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.SufficientStatistics;
import java.util.List;

/**
 * What was learnt in the space that is left: what a change of the encoder is judged by. Read and
 * not kept.
 *
 * @param statistics exact sums of all labelled samples
 * @param bank how the labelled samples at hand entered their classes, for heads that are fitted
 *     from more than sums; none where no head is
 * @param halves what was learnt of each of two halves of the labelled samples, by which can be said
 *     how much agreement to expect; empty where that is not at hand
 */
public record Learnt(
    SufficientStatistics statistics, List<LabelChange> bank, List<Evidence> halves) {
  /** Copies the lists. */
  public Learnt {
    bank = List.copyOf(bank);
    halves = List.copyOf(halves);
  }

  /** Returns a head of it, in the space that is left. */
  Scorer scorer(Head head) {
    Derived derived = Derived.empty(head.demands(statistics.space()));
    if (!derived.isEmpty()) {
      bank.forEach(derived::apply);
    }
    return head.fit(new Evidence(statistics, derived));
  }

  /** Returns a head of it as it is moved. */
  Scorer moved(Head head, Move move) {
    Demands demands = head.demands(move.transition().to());
    return head.fit(move.of(statistics, bank, demands));
  }
}
