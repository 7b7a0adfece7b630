package io.alluvium.topology.internal.sources;

import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import io.alluvium.learning.adapt.FrozenClassifier;
import io.alluvium.learning.source.Displaced;
import io.alluvium.learning.source.Reference;
import io.alluvium.learning.source.Seen;
import io.alluvium.learning.source.SourceWatch;
import io.alluvium.learning.source.Surroundings;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * How samples are answered while an entry is watched, with any number of candidates.
 *
 * @param learner as it is before the entry is learnt
 * @param reference what sources are compared with
 * @param calibration finds earlier samples
 */
record Answers(Learner learner, Reference reference, Calibration calibration)
    implements Surroundings {
  @Override
  public Optional<Embedding> vector(Seen seen) {
    return calibration.vector(seen);
  }

  @Override
  public FrozenClassifier classifier() {
    return FrozenClassifier.since(reference.geometry(), learner.scorer());
  }

  /** Returns the adapted answer to a sample that is followed. */
  IntFunction<Decision> adapted(SourceWatch watch, Embedding embedding, Displaced moved) {
    return watch
        .adapted(embedding, this)
        .<IntFunction<Decision>>map(
            posterior -> most -> classifier().decide(embedding, posterior, most))
        .orElseGet(() -> asLearnt(learner, moved.embedding()));
  }

  /** Returns the answer as the learner gives it. */
  static IntFunction<Decision> asLearnt(Learner learner, Embedding embedding) {
    return most -> learner.decide(embedding, most);
  }
}
