package io.alluvium.evaluation.shift;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What an adapter won and cost in one stream: the object {@code adapt.<name>} of the report.
 *
 * @param name of the adapter
 * @param stretches in their order
 * @param detects whether it raises alarms
 */
record AdaptationFigures(String name, List<StretchFigures> stretches, boolean detects) {

  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    Predicate<StretchFigures> clean = StretchFigures::isClean;
    values.put("frozen", mean(clean.negate(), StretchFigures::frozen));
    values.put("adapted", mean(clean.negate(), StretchFigures::adapted));
    values.put("oracle", mean(clean.negate(), StretchFigures::oracle));
    values.put("gain", mean(clean.negate(), one -> one.adapted() - one.frozen()));
    values.put("oracle_gain", mean(clean.negate(), one -> one.oracle() - one.frozen()));
    values.put("frozen_clean", mean(clean, StretchFigures::frozen));
    values.put("adapted_clean", mean(clean, StretchFigures::adapted));
    values.put("harm", mean(clean, one -> one.adapted() - one.frozen()));
    values.put("worst_harm", worst(clean, one -> one.adapted() - one.frozen()));
    values.put("recovery", mean(clean.negate(), one -> (double) one.recovery()));
    gapAfterReturn().ifPresent(gap -> values.put("gap_after_return", gap));
    if (detects) {
      values.put(
          "false_alarms", stretches.stream().filter(clean).mapToInt(StretchFigures::alarms).sum());
      values.put(
          "clean_samples",
          stretches.stream().filter(clean).mapToInt(StretchFigures::samples).sum());
      delay().ifPresent(delay -> values.put("delay", delay));
      values.put(
          "missed",
          stretches.stream().filter(one -> !one.isClean() && one.delay().isEmpty()).count());
    }
    values.put("stretches", stretches.stream().map(StretchFigures::values).toList());
    return values;
  }

  /** Returns the figures that people look at first. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%-15s shifted %.3f -> %.3f (oracle %.3f), clean %.3f -> %.3f",
        name,
        mean(one -> !one.isClean(), StretchFigures::frozen),
        mean(one -> !one.isClean(), StretchFigures::adapted),
        mean(one -> !one.isClean(), StretchFigures::oracle),
        mean(StretchFigures::isClean, StretchFigures::frozen),
        mean(StretchFigures::isClean, StretchFigures::adapted));
  }

  private double mean(Predicate<StretchFigures> which, ToDoubleFunction<StretchFigures> figure) {
    double weighted = 0;
    long samples = 0;
    for (StretchFigures one : stretches) {
      if (which.test(one)) {
        weighted += one.samples() * figure.applyAsDouble(one);
        samples += one.samples();
      }
    }
    return samples == 0 ? 0 : weighted / samples;
  }

  private double worst(Predicate<StretchFigures> which, ToDoubleFunction<StretchFigures> figure) {
    return stretches.stream().filter(which).mapToDouble(figure).min().orElse(0);
  }

  /** Adapted accuracy of the first clean stretch less that of the last. */
  private OptionalDouble gapAfterReturn() {
    List<StretchFigures> clean = stretches.stream().filter(StretchFigures::isClean).toList();
    return clean.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            (clean.getFirst().adapted() - clean.getFirst().frozen())
                - (clean.getLast().adapted() - clean.getLast().frozen()));
  }

  /** Median over the shifted stretches that were noticed. */
  private OptionalDouble delay() {
    double[] delays =
        stretches.stream()
            .filter(one -> !one.isClean())
            .flatMapToInt(one -> one.delay().stream())
            .asDoubleStream()
            .sorted()
            .toArray();
    return delays.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Arrays.stream(delays, (delays.length - 1) / 2, delays.length / 2 + 1)
                .average()
                .orElseThrow());
  }
}
