package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.metrics.Novelty;
import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.PrincipalAxes;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.drift.ReferenceSketch;
import io.alluvium.learning.novelty.CosineToMean;
import io.alluvium.learning.novelty.NeighbourDistance;
import io.alluvium.learning.novelty.NormalScore;
import io.alluvium.learning.novelty.NoveltyScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The object {@code one_class} of the report: each of some classes in turn is all that is learnt,
 * and the samples of all others are anomalies. Thresholds are those of a false-positive rate.
 */
final class OneClassSection {
  private static final int NEIGHBOURS = 5;
  private static final int BANK = 1000;

  private final Space space;
  private final Shrinkage shrinkage;
  private final ShiftOptions options;

  OneClassSection(Space space, Shrinkage shrinkage, ShiftOptions options) {
    this.space = space;
    this.shrinkage = shrinkage;
    this.options = options;
  }

  /**
   * A rate of normal samples above the threshold.
   *
   * @param wanted the rate
   * @param deviations of a standard normal variable above which it is so often
   */
  private record Rate(double wanted, double deviations) {
    static final List<Rate> ALL = List.of(new Rate(0.05, 1.644854), new Rate(0.01, 2.326348));

    /**
     * Returns the threshold of a sum of squares of so many standard normal variables.
     *
     * <p>Source: Wilson and Hilferty, "The distribution of chi-square", PNAS 1931.
     */
    double threshold(int axes) {
      double part = 2 / (9.0 * axes);
      double root = 1 - part + deviations * Math.sqrt(part);
      return axes * root * root * root;
    }
  }

  /** Means of one score over the classes. */
  private static final class Tally {
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private int count;

    void add(double[] calibration, double[] known, double[] novel, OptionalInt axes) {
      count++;
      Novelty novelty = new Novelty();
      for (double score : known) {
        novelty.addKnown(score);
      }
      for (double score : novel) {
        novelty.addNovel(score);
      }
      add("auroc", novelty.auroc());
      add("fpr95", novelty.falsePositiveRateAt95());
      ReferenceSketch reference = ReferenceSketch.ofAll(calibration);
      for (Rate rate : Rate.ALL) {
        add("false_positives:" + rate.wanted, below(reference, known, rate.wanted));
        add("found:" + rate.wanted, below(reference, novel, rate.wanted));
        axes.ifPresent(of ->
            add("chi_square_false_positives:" + rate.wanted, above(known, rate.threshold(of))));
      }
    }

    private void add(String name, double value) {
      sums.merge(name, value, Double::sum);
    }

    Map<String, Object> means() {
      Map<String, Object> means = new LinkedHashMap<>();
      sums.forEach((name, sum) -> means.put(name, sum / count));
      return means;
    }

    private static double below(ReferenceSketch reference, double[] scores, double rate) {
      int below = 0;
      for (double score : scores) {
        below += reference.pValue(score) < rate ? 1 : 0;
      }
      return (double) below / scores.length;
    }

    private static double above(double[] scores, double threshold) {
      int above = 0;
      for (double score : scores) {
        above += score > threshold ? 1 : 0;
      }
      return (double) above / scores.length;
    }
  }

  Map<String, Object> values(ShiftParts parts, Watch watch) {
    List<String> all = parts.pool().stream().map(Example::label).distinct().sorted().toList();
    List<String> normal =
        SeededOrder.of(all, "normal" + options.seed(), name -> name)
            .subList(0, Math.min(options.oneClass(), all.size()));
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (int done = 0; done < normal.size(); done++) {
      watch.at("one class", done, normal.size());
      add(parts, normal.get(done), tallies);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("classes", normal.size());
    tallies.forEach((name, tally) -> values.put(name, tally.means()));
    return values;
  }

  private void add(ShiftParts parts, String normal, Map<String, Tally> tallies) {
    List<Embedding> learnt = of(parts.learnt(), normal, true);
    SufficientStatistics statistics = new SufficientStatistics(space);
    learnt.forEach(sample -> statistics.add(normal, sample));
    List<Embedding> calibration = of(parts.calibration(), normal, true);
    List<Embedding> known = of(parts.pool(), normal, true);
    List<Embedding> novel = of(parts.pool(), normal, false);
    for (NoveltyScore score : scores(statistics, learnt)) {
      tallies
          .computeIfAbsent(score.name(), name -> new Tally())
          .add(
              scored(score, calibration),
              scored(score, known),
              scored(score, novel),
              score instanceof NormalScore measured
                  ? OptionalInt.of(measured.axes())
                  : OptionalInt.empty());
    }
  }

  private List<NoveltyScore> scores(SufficientStatistics statistics, List<Embedding> learnt) {
    PrincipalAxes axes = PrincipalAxes.of(statistics, shrinkage, 1);
    List<NoveltyScore> scores = new ArrayList<>();
    scores.add(NormalScore.of(axes));
    scores.add(NormalScore.ofLeastVariance(axes));
    ClassGeometry.of(statistics, shrinkage)
        .ifPresent(geometry -> scores.add(new CosineToMean(geometry)));
    List<Embedding> bank = learnt.subList(0, Math.min(BANK, learnt.size()));
    scores.add(new NeighbourDistance(space, bank, Math.min(NEIGHBOURS, bank.size())));
    return scores;
  }

  private static List<Embedding> of(List<Example> examples, String label, boolean equal) {
    return examples.stream()
        .filter(example -> example.label().equals(label) == equal)
        .map(Example::embedding)
        .toList();
  }

  private static double[] scored(NoveltyScore score, List<Embedding> samples) {
    return samples.stream().mapToDouble(sample -> score.score(sample.toPoint())).toArray();
  }
}
