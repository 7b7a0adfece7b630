package io.alluvium.training;

import io.alluvium.encoders.ResidualAdapter;
import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Space;
import java.util.List;

/**
 * What a measured release is made of.
 *
 * @param space of all vectors
 * @param history labelled: what is trained on and was learnt; three quarters of what may be learnt
 * @param shadow unlabelled: what both encoders see, out of the last quarter
 * @param asked what is asked about and nothing else has seen: the test samples of the data set
 */
record ReleaseData(Space space, List<Example> history, List<Example> shadow, List<Example> asked) {
  private static final double STREAM = 0.25;

  /** Copies the lists. */
  ReleaseData {
    history = List.copyOf(history);
    shadow = List.copyOf(shadow);
    asked = List.copyOf(asked);
  }

  /** Parts a data set. */
  static ReleaseData of(ExampleSet set, ReleaseSettings settings, long seed) {
    List<Example> learnt = set.of(Row.Role.TRAIN);
    List<Example> stream =
        SeededOrder.of(
            learnt.stream().filter(example -> isStreamed(example, seed)).toList(),
            "shadow" + seed,
            Example::id);
    return new ReleaseData(
        set.space(),
        learnt.stream().filter(example -> !isStreamed(example, seed)).toList(),
        stream.subList(0, settings.shadow(stream.size())),
        set.of(Row.Role.TEST));
  }

  private static boolean isStreamed(Example example, long seed) {
    return SeededOrder.fraction("stream" + seed, example.id()) < STREAM;
  }

  /** Returns the same samples as an adapter makes them. */
  ReleaseData through(ResidualAdapter adapter, Space adapted) {
    return new ReleaseData(
        adapted,
        Judge.through(adapter, adapted, history),
        Judge.through(adapter, adapted, shadow),
        Judge.through(adapter, adapted, asked));
  }
}
