package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.transition.SwapScorer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often sets hold the true class over any so many questions in a row, through a change of the
 * encoder in the middle of them.
 *
 * @param window questions in a row; all of them where there are fewer
 * @param lowest share of the window in which it was lowest
 * @param highest share of the window in which it was highest
 */
record SwapCoverage(int window, double lowest, double highest) {
  private static final double PROMISED = 0.9;
  private static final int WINDOW = 2000;

  /**
   * Asks the first half of the questions of the old pipeline and the other half of the new one.
   *
   * @param before as the old encoder sees the questions, of the old pipeline
   * @param after as the new encoder sees them, of the new one
   */
  static SwapCoverage of(SwapData data, SwapScorer before, SwapScorer after) {
    List<Example> old = SeededOrder.of(data.asked(), "coverage", Example::id);
    List<Example> young = data.inNewSpace(old);
    PromisedSets sets = new PromisedSets(PROMISED);
    int[] held = new int[old.size() + 1];
    for (int n = 0; n < old.size(); n++) {
      boolean changed = n >= old.size() / 2;
      var ranked =
          changed ? after.ranked(young.get(n).embedding()) : before.ranked(old.get(n).embedding());
      held[n + 1] = held[n] + (sets.next(ranked, old.get(n).label()).holds() ? 1 : 0);
    }
    int window = Math.min(WINDOW, old.size());
    double lowest = 1;
    double highest = 0;
    for (int end = window; end <= old.size(); end++) {
      double share = (held[end] - held[end - window]) / (double) window;
      lowest = Math.min(lowest, share);
      highest = Math.max(highest, share);
    }
    return new SwapCoverage(window, lowest, highest);
  }

  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("promised", PROMISED);
    values.put("window", window);
    values.put("lowest", lowest);
    values.put("highest", highest);
    return values;
  }
}
