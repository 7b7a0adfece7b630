package io.alluvium.learning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scores classes by rows of weights under the {@link Metric} of the last solve. */
final class MetricScorer implements Scorer {
  private final Space space;
  private final Metric metric;
  private final List<String> labels;
  private final WeightRows rows;
  private final ClassGroups groups;

  private MetricScorer(
      Space space, Metric metric, List<String> labels, WeightRows rows, ClassGroups groups) {
    this.space = space;
    this.metric = metric;
    this.labels = labels;
    this.rows = rows;
    this.groups = groups;
  }

  /** Places every class of the statistics under a metric. */
  static MetricScorer of(ClassView statistics, Metric metric) {
    Space space = statistics.space();
    WeightRows none = new WeightRows.Builder(space, 0).build();
    return new MetricScorer(space, metric, List.of(), none, new ClassGroups(new int[0]))
        .placed(statistics, Set.of());
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public double[] scores(Embedding query) {
    Kernels.checkDim(query, space.dim(), "the scorer has");
    int[] dots = new int[labels.size()];
    Kernels.dots(query, rows, dots);
    double factor = metric.factor(query);
    double[] scores = new double[dots.length];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = rows.scale(c) * dots[c] * factor + rows.bias(c);
    }
    metric.finish(query, groups, scores);
    return scores;
  }

  @Override
  public List<ScoreParts> explain(Embedding query, int count) {
    int[] best = Ranking.best(scores(query), count);
    int[] dots = new int[labels.size()];
    Kernels.dots(query, rows, dots);
    double factor = metric.factor(query);
    double[] quadratic = new double[dots.length];
    metric.finish(query, groups, quadratic);
    List<ScoreParts> parts = new ArrayList<>(best.length);
    for (int c : best) {
      double linear = rows.scale(c) * dots[c] * factor;
      parts.add(new ScoreParts(labels.get(c), linear, rows.bias(c), quadratic[c]));
    }
    return parts;
  }

  @Override
  public MetricScorer refreshed(Evidence now, Set<String> changed) {
    return placed(now.statistics(), changed);
  }

  @Override
  public Optional<Whitening> whitening() {
    return metric.whitening();
  }

  /** Returns a scorer of the classes of a view, of which those are placed that are new or named. */
  MetricScorer placed(ClassView now, Set<String> changed) {
    if (!now.space().equals(space)) {
      throw new IllegalArgumentException(
          "statistics are of space "
              + now.space().id().abbreviated()
              + ", the scorer is of "
              + space.id().abbreviated());
    }
    List<String> present = List.copyOf(now.labels());
    int[] before = new int[present.size()];
    List<String> freshLabels = new ArrayList<>();
    List<ClassSums> fresh = new ArrayList<>();
    for (int c = 0; c < before.length; c++) {
      String label = present.get(c);
      before[c] = changed.contains(label) ? -1 : indexOf(label);
      if (before[c] < 0) {
        freshLabels.add(label);
        fresh.add(now.classSums(label).orElseThrow());
      }
    }
    Placing placing = new Placing(metric, space, freshLabels, fresh);
    WeightRows.Builder placed = new WeightRows.Builder(space, before.length);
    int[] placedGroups = new int[before.length];
    for (int c = 0; c < before.length; c++) {
      if (before[c] >= 0) {
        placed.addRowOf(rows, before[c]);
        placedGroups[c] = groups.of(before[c]);
      } else {
        placedGroups[c] = placing.next(placed);
      }
    }
    return new MetricScorer(space, metric, present, placed.build(), new ClassGroups(placedGroups));
  }

  private int indexOf(String label) {
    return Collections.binarySearch(labels, label, LabelOrder.ASCENDING);
  }
}
