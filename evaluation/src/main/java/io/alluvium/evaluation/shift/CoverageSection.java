package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.metrics.Probabilities;
import io.alluvium.evaluation.metrics.RiskCoverage;
import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.adapt.Adapter;
import io.alluvium.learning.adapt.Conditions;
import io.alluvium.learning.adapt.Posterior;
import io.alluvium.learning.adapt.Sample;
import io.alluvium.learning.coverage.AdaptiveQuantile;
import io.alluvium.learning.coverage.ClassLimits;
import io.alluvium.learning.coverage.CoverageLimit;
import io.alluvium.learning.coverage.QuantileTracker;
import io.alluvium.learning.coverage.Temperature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The object {@code coverage} of the report: sets that hold the true class nine times in ten, over
 * the whole stream with {@code auto}, each label known after its answer.
 */
final class CoverageSection {
  static final double MISCOVERAGE = 0.1;
  private static final int WINDOW = 2_000;

  private final List<String> labels;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final CoverageLimit tracker = QuantileTracker.of(MISCOVERAGE);
  private final CoverageLimit adaptive = AdaptiveQuantile.of(MISCOVERAGE);
  private final ClassLimits perClass;
  private final Temperature temperature = new Temperature();
  private final Sets tracked = new Sets();
  private final Sets adapted = new Sets();
  private final Sets byClass = new Sets();
  private final RiskCoverage risk = new RiskCoverage();
  private final Probabilities raw = new Probabilities();
  private final Probabilities calibrated = new Probabilities();

  CoverageSection(List<String> labels) {
    this.labels = labels;
    this.perClass =
        new ClassLimits(
            QuantileTracker.of(MISCOVERAGE), MISCOVERAGE, QuantileTracker.RATE, labels.size());
    for (int c = 0; c < labels.size(); c++) {
      numbers.put(labels.get(c), c);
    }
  }

  Map<String, Object> play(List<Stretch> stretches, Domains domains, Adapter adapter) {
    for (Stretch stretch : stretches) {
      for (Stretch.Item item : stretch.items()) {
        List<Sample> one = List.of(domains.sample(item));
        Posterior answer = adapter.answer(one, Conditions.INDEPENDENT).getFirst();
        add(answer, domains.truth(item));
        adapter.absorb(one, Conditions.INDEPENDENT);
      }
    }
    return values();
  }

  private void add(Posterior answer, String label) {
    int truth = Objects.requireNonNull(numbers.get(label), label);
    double[] probabilities = temperature.calibrated(answer.toArray());
    raw.add(label, decision(answer.best(), answer.confidence()));
    calibrated.add(label, decision(answer.best(), largest(probabilities)));
    risk.add(largest(probabilities), answer.best() == truth);
    double score = 1 - probabilities[truth];
    tracked.add(score <= tracker.limit(), size(probabilities, tracker.limit()), truth);
    tracker.add(score, tracker.limit());
    double limit = adaptive.limit();
    adapted.add(score <= limit, size(probabilities, limit), truth);
    adaptive.add(score, limit);
    int size = 0;
    for (int c = 0; c < probabilities.length; c++) {
      size += 1 - probabilities[c] <= perClass.limit(labels.get(c)) ? 1 : 0;
    }
    double own = perClass.limit(labels.get(truth));
    byClass.add(score <= own, size, truth);
    perClass.add(labels.get(truth), () -> score, score > own);
    temperature.add(answer.toArray(), truth);
  }

  /** Only the most probable class says how sure an answer is. */
  private Decision decision(int best, double confidence) {
    return new Decision(
        List.of(new Candidate(labels.get(best), confidence)), OptionalDouble.empty());
  }

  private static double largest(double[] probabilities) {
    double largest = 0;
    for (double probability : probabilities) {
      largest = Math.max(largest, probability);
    }
    return largest;
  }

  private static int size(double[] probabilities, double limit) {
    int size = 0;
    for (double probability : probabilities) {
      size += 1 - probability <= limit ? 1 : 0;
    }
    return size;
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("target", 1 - MISCOVERAGE);
    values.put("quantile_tracking", tracked.values());
    values.put("aci", adapted.values());
    values.put("per_class", byClass.values());
    values.put("aurc", risk.aurc());
    values.put("e_aurc", risk.excess());
    values.put("ece.raw", raw.calibrationError());
    values.put("ece.calibrated", calibrated.calibrationError());
    values.put("temperature", 1 / temperature.inverse());
    return values;
  }

  /** How often sets held the true class. */
  static final class Sets {
    private final List<Boolean> hits = new ArrayList<>();
    private final Map<Integer, long[]> classes = new HashMap<>();
    private long members;

    void add(boolean hit, int size, int truth) {
      hits.add(hit);
      members += size;
      long[] own = classes.computeIfAbsent(truth, c -> new long[2]);
      own[0] += hit ? 1 : 0;
      own[1]++;
    }

    Map<String, Object> values() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("coverage", coverage());
      values.put("worst_window_deviation", worst());
      values.put("mean_size", members / (double) hits.size());
      values.put(
          "least_class_coverage",
          classes.values().stream().mapToDouble(Sets::share).min().orElse(0));
      values.put(
          "mean_class_deviation",
          classes.values().stream()
              .mapToDouble(own -> Math.abs(share(own) - (1 - MISCOVERAGE)))
              .average()
              .orElse(0));
      return values;
    }

    /** Returns the share of sets that held the true class; 1 where there are none. */
    double coverage() {
      return hits.isEmpty() ? 1 : hits.stream().filter(hit -> hit).count() / (double) hits.size();
    }

    private static double share(long[] own) {
      return own[0] / (double) own[1];
    }

    /** The largest distance from the target over all windows. */
    private double worst() {
      int window = Math.min(WINDOW, hits.size());
      double worst = 0;
      int inside = 0;
      for (int i = 0; i < hits.size(); i++) {
        inside += hits.get(i) ? 1 : 0;
        inside -= i >= window && hits.get(i - window) ? 1 : 0;
        if (i + 1 >= window) {
          double gap = (double) inside / window - (1 - MISCOVERAGE);
          worst = Math.abs(gap) > Math.abs(worst) ? gap : worst;
        }
      }
      return worst;
    }
  }
}
