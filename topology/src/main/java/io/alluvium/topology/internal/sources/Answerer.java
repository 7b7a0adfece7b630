package io.alluvium.topology.internal.sources;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Who answers a sample for which no source is looked at.
 *
 * @param answers the answer as it would be given now, of any number of candidates
 * @param classes all classes that it may name
 * @param geometry where the classes lie in the space of the sample, if a solve has said so
 */
public record Answerer(
    IntFunction<Decision> answers, List<String> classes, Optional<ClassGeometry> geometry) {

  /** Returns a learner as the one who answers a sample of its space. */
  public static Answerer of(Learner learner, Embedding sample) {
    return new Answerer(
        Answers.asLearnt(learner, sample), learner.scorer().labels(), learner.geometry());
  }

  /** Returns the answer that sets are made from. */
  Supplier<Decision> wider() {
    return () -> answers.apply(AnswerSets.LARGEST);
  }
}
