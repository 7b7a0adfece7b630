package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Head;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.adapt.FrozenClassifier;
import io.alluvium.learning.drift.SurpriseModel;
import java.util.List;

/**
 * Everything that is learnt before a stream begins, from the clean training samples.
 *
 * @param classifier answers and stays as it is
 * @param surprise how unusual samples are
 * @param statistics exact sums of what was learnt
 */
record LearntModel(
    FrozenClassifier classifier, SurpriseModel surprise, SufficientStatistics statistics) {

  static LearntModel of(Space space, Head head, Shrinkage shrinkage, ShiftParts parts) {
    Evidence evidence = Evidence.empty(space, head.demands(space));
    for (Example example : parts.learnt()) {
      evidence.apply(example.learnt());
    }
    SufficientStatistics statistics = evidence.statistics();
    ClassGeometry geometry =
        ClassGeometry.of(statistics, shrinkage).orElseThrow(LearntModel::tooFew);
    List<Embedding> calibration = parts.calibration().stream().map(Example::embedding).toList();
    return new LearntModel(
        new FrozenClassifier(head.fit(evidence), geometry),
        SurpriseModel.of(geometry, calibration),
        statistics);
  }

  private static EvaluationException tooFew() {
    return new EvaluationException("there are too few samples to say how classes scatter");
  }
}
