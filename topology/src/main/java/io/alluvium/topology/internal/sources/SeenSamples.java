package io.alluvium.topology.internal.sources;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.source.Seen;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import java.util.Optional;

/**
 * Finds samples that were seen again, as they are known now.
 *
 * @param bank where they are
 */
record SeenSamples(BankStore bank) {

  /** Returns a sample; empty if it has left the bank. */
  Optional<BankValue.Sample> sample(Seen seen) {
    return bank.sample(seen.id(), seen.offset());
  }

  /** Returns the vector of a sample; empty if it is gone or of another space. */
  Optional<Embedding> vector(Seen seen, ClassGeometry geometry) {
    return sample(seen).flatMap(sample -> vector(sample, geometry));
  }

  /** Returns the vector of a sample that has no label. */
  Optional<Embedding> unlabelled(Seen seen, ClassGeometry geometry) {
    return sample(seen)
        .filter(sample -> sample.assigned().isEmpty())
        .flatMap(sample -> vector(sample, geometry));
  }

  static Optional<Embedding> vector(BankValue.Sample sample, ClassGeometry geometry) {
    return sample.space().equals(geometry.space().id()) ? sample.embedding() : Optional.empty();
  }
}
