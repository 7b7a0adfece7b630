package io.alluvium.learning;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What is assumed of how often classes occur, before a query is looked at. */
public enum Prior {
  /** Every class is as likely as any other. */
  NONE,
  /** A class is as likely as it was frequent: its score gains the logarithm of its count. */
  FREQUENCY,
  /**
   * A class is as likely as it was frequent among the labelled samples that came last: its score
   * gains the logarithm of its count there, each class being counted once more than it occurs.
   */
  WINDOW;

  /** Returns what is needed beyond the sums of a space. */
  Demands demands() {
    return this == WINDOW ? Demands.ofExemplars() : Demands.NONE;
  }

  /**
   * Returns what the scores of classes gain, up to what all classes share.
   *
   * @param window how many of the samples that came last count, at least 1
   */
  ToDoubleFunction<String> logOdds(Evidence evidence, int window) {
    return switch (this) {
      case NONE -> label -> 0;
      case FREQUENCY -> {
        SufficientStatistics statistics = evidence.statistics();
        yield label ->
            StrictMath.log(statistics.classSums(label).map(ClassSums::count).orElse(0L) + 0.0);
      }
      case WINDOW -> {
        Map<String, Long> counts = new HashMap<>();
        evidence
            .exemplars()
            .newest(window)
            .forEach(
                each -> counts.merge(each.label(), (long) each.exemplar().weight(), Long::sum));
        yield label -> StrictMath.log(1.0 + counts.getOrDefault(label, 0L));
      }
    };
  }
}
