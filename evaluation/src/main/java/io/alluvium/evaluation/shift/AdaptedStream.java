package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.Watch;
import io.alluvium.learning.adapt.Adapter;
import io.alluvium.learning.adapt.AutoAdapter;
import io.alluvium.learning.adapt.Conditions;
import io.alluvium.learning.adapt.Posterior;
import io.alluvium.learning.adapt.Sample;
import io.alluvium.learning.drift.LabelCorrelation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays a stream to one adapter, micro-batch by micro-batch: answers first, then takes up. */
final class AdaptedStream {
  private final List<String> labels;
  private final Domains domains;
  private final Adapter adapter;
  private final int batch;
  private final LabelCorrelation correlation;
  private @Nullable String last;

  AdaptedStream(List<String> labels, Domains domains, Adapter adapter, int batch) {
    this.labels = labels;
    this.domains = domains;
    this.adapter = adapter;
    this.batch = batch;
    this.correlation = new LabelCorrelation(labels.size());
  }

  List<StretchFigures> play(List<Stretch> stretches, Watch watch) {
    List<StretchFigures> all = new ArrayList<>();
    for (Stretch stretch : stretches) {
      watch.at("adapter " + adapter.name(), all.size(), stretches.size());
      StretchFigures figures = new StretchFigures(stretch);
      if (adapter instanceof AutoAdapter auto && auto.isActive() && !stretch.isClean()) {
        figures.activeFromStart();
      }
      for (int from = 0; from < stretch.items().size(); from += batch) {
        int to = Math.min(from + batch, stretch.items().size());
        play(stretch.items().subList(from, to), figures);
      }
      all.add(figures);
    }
    return all;
  }

  private void play(List<Stretch.Item> items, StretchFigures figures) {
    List<Sample> samples = items.stream().map(domains::sample).toList();
    Conditions conditions = Conditions.of(correlation, false);
    List<Posterior> answers = adapter.answer(samples, conditions);
    for (int i = 0; i < items.size(); i++) {
      String truth = domains.truth(items.get(i));
      figures.add(
          isRight(samples.get(i).frozen(), truth),
          isRight(answers.get(i), truth),
          isRight(domains.byOracle(items.get(i)).frozen(), truth),
          truth.equals(last));
      last = truth;
    }
    adapter.absorb(samples, conditions);
    samples.forEach(sample -> correlation.add(sample.frozen().best()));
    if (adapter instanceof AutoAdapter auto) {
      figures.alarms(auto.takeEvents().size());
    }
  }

  private boolean isRight(Posterior answer, String truth) {
    return labels.get(answer.best()).equals(truth);
  }
}
