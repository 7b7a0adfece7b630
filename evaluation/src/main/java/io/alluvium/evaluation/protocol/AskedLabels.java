package io.alluvium.evaluation.protocol;

import io.alluvium.learning.ask.AskOptions;
import io.alluvium.learning.ask.AskStrategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * That labels come only where they are asked for.
 *
 * @param strategy by what samples are chosen
 * @param budget share of the samples that are asked about, in [0, 1]; used where labels is 0
 * @param labels at most how many are asked about, evenly over the whole stream; 0 for as many as
 *     the budget says
 * @param challengers names of heads that run beside each head and are asked by {@link
 *     AskStrategy#COMMITTEE}; none otherwise
 */
public record AskedLabels(
    AskStrategy strategy, double budget, int labels, List<String> challengers) {
  /** Checks the ranges. */
  public AskedLabels {
    challengers = List.copyOf(challengers);
    if ((strategy == AskStrategy.COMMITTEE) == challengers.isEmpty()) {
      throw new IllegalArgumentException(
          "challengers are "
              + challengers
              + ", expected some where labels are asked for by committee, and none otherwise");
    }
    if (!(budget >= 0 && budget <= 1) || labels < 0) {
      throw new IllegalArgumentException(
          "budget is "
              + budget
              + " and number of labels "
              + labels
              + ", expected 0 to 1 and at least 0");
    }
  }

  /** As the other constructor, without challengers. */
  public AskedLabels(AskStrategy strategy, double budget, int labels) {
    this(strategy, budget, labels, List.of());
  }

  /** Returns how much of a stream of so many samples is asked about. */
  AskOptions options(long samples) {
    double share = labels == 0 ? budget : Math.min(1, (double) labels / Math.max(1, samples));
    return new AskOptions(strategy, share, AskOptions.RANDOM_SHARE, AskOptions.WINDOW);
  }

  /** Returns it by names, for reports. */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("strategy", strategy.name().toLowerCase(Locale.ROOT));
    values.put("budget", budget);
    values.put("labels", labels);
    if (!challengers.isEmpty()) {
      values.put("challengers", challengers);
    }
    return values;
  }
}
