package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is learnt, what detectors are calibrated by, what streams are drawn from, and what is novel.
 *
 * @param learnt by the classifier
 * @param calibration a fifth of each class, which the classifier has not seen
 * @param pool test samples; a fifth of the samples where the data set has none
 * @param novel samples of no class that is learnt
 */
record ShiftParts(
    List<Example> learnt, List<Example> calibration, List<Example> pool, List<Example> novel) {
  private static final int CALIBRATION_SHARE = 5;
  private static final double HELD_OUT = 0.2;

  /**
   * Parts a data set.
   *
   * @param domains of which samples are learnt, and clean; empty for all
   */
  static ShiftParts of(ExampleSet set, Set<String> domains, int poolSize) {
    List<Example> train = of(set, Row.Role.TRAIN, domains);
    List<Example> test = of(set, Row.Role.TEST, domains);
    if (test.isEmpty()) {
      test = train.stream().filter(ShiftParts::isHeldOut).toList();
      train = train.stream().filter(example -> !isHeldOut(example)).toList();
    }
    Set<String> known = new HashSet<>();
    train.forEach(example -> known.add(example.label()));
    List<Example> pool =
        pool(test.stream().filter(example -> known.contains(example.label())).toList(), poolSize);
    if (pool.isEmpty() || known.size() < 2) {
      throw new EvaluationException(
          "the data set has "
              + known.size()
              + " classes to learn and "
              + pool.size()
              + " test samples of them, expected at least 2 and 1");
    }
    List<Example> learnt = new ArrayList<>();
    List<Example> calibration = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Example example : SeededOrder.of(train, "calibration", Example::id)) {
      boolean kept = seen.merge(example.label(), 1, Integer::sum) % CALIBRATION_SHARE == 0;
      (kept ? calibration : learnt).add(example);
    }
    return new ShiftParts(learnt, calibration, pool, set.of(Row.Role.NOVEL));
  }

  /** Returns as many samples, drawn from those of a domain. */
  static List<Example> pool(List<Example> examples, int size) {
    return SeededOrder.of(examples, "pool", Example::id).stream().limit(size).toList();
  }

  private static List<Example> of(ExampleSet set, Row.Role role, Set<String> domains) {
    return set.of(role).stream()
        .filter(example -> domains.isEmpty() || domains.contains(example.domain()))
        .toList();
  }

  /** Returns the classes that are learnt. */
  Set<String> classes() {
    return learnt.stream().map(Example::label).collect(Collectors.toSet());
  }

  private static boolean isHeldOut(Example example) {
    return SeededOrder.fraction("test", example.id()) < HELD_OUT;
  }
}
