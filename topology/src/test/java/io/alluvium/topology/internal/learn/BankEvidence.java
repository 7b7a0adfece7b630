package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Demands;
import io.alluvium.learning.Derived;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.transition.Transition;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;

/** What heads are fitted from, counted anew from the labelled samples of a bank. */
final class BankEvidence {
  private BankEvidence() {}

  /** Returns it in the space of the sums: native vectors alone. */
  static Evidence of(BankStore bank, SufficientStatistics sums, Demands demands) {
    Derived derived = Derived.empty(demands);
    forEach(
        bank,
        (id, sample) -> {
          if (sample.space().equals(sums.space().id())) {
            derived.apply(LabelledSamples.entering(id, sample, sample.vector().orElseThrow()));
          }
        });
    return new Evidence(sums, derived);
  }

  /** Returns it in the space that a map leads to: native vectors, and images of the others. */
  static Evidence of(BankStore bank, SufficientStatistics sums, Demands demands, Transition map) {
    Space from = map.from();
    Derived derived = of(bank, sums, demands).derived();
    forEach(
        bank,
        (id, sample) -> {
          if (sample.space().equals(from.id())) {
            derived.apply(
                LabelledSamples.entering(id, sample, map.map(from, sample.vector().orElseThrow())));
          }
        });
    return new Evidence(sums, derived);
  }

  private interface Visitor {
    void visit(String id, BankValue.Sample sample);
  }

  private static void forEach(BankStore bank, Visitor visitor) {
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample
          && sample.assigned().isPresent()
          && sample.vector().isPresent()) {
        visitor.visit(id, sample);
      }
    });
  }
}
