package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Exemplar;
import io.alluvium.learning.Exemplars;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;

/** The samples of the bank that have a label and their vector. */
final class LabelledSamples {
  private LabelledSamples() {}

  /** Reads the whole bank. */
  static Exemplars of(BankStore bank) {
    Exemplars exemplars = new Exemplars();
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample
          && sample.assignment().isPresent()
          && sample.embedding().isPresent()) {
        exemplars.add(
            sample.assignment().get().label(),
            new Exemplar(
                id, sample.embedding().get(), sample.offset(), sample.assignment().get().weight()));
      }
    });
    return exemplars;
  }
}
