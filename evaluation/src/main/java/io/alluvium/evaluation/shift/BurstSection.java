package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.adapt.Adapters;
import io.alluvium.learning.adapt.AutoAdapter;
import io.alluvium.learning.adapt.Conditions;
import io.alluvium.learning.adapt.Posterior;
import io.alluvium.learning.adapt.Sample;
import io.alluvium.learning.coverage.CoverageLimit;
import io.alluvium.learning.coverage.QuantileTracker;
import io.alluvium.learning.coverage.Temperature;
import io.alluvium.learning.drift.DriftEvent;
import io.alluvium.learning.drift.LabelCorrelation;
import io.alluvium.learning.drift.ReferenceSketch;
import io.alluvium.learning.novelty.RelativeMahalanobis;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The object {@code bursts} of the report: samples of no class come in bursts, and what {@code
 * auto}, novelty and sets make of that. Only known samples have labels, known after the answer.
 */
final class BurstSection {
  private static final double ALARM = 0.05;
  private static final double[] SHARES = {0.5, 0.9};

  private final LearntModel model;
  private final ShiftParts parts;
  private final ShiftOptions options;
  private final RelativeMahalanobis score;
  private final ReferenceSketch reference;

  BurstSection(LearntModel model, ShiftParts parts, ShiftOptions options) {
    this.model = model;
    this.parts = parts;
    this.options = options;
    this.score = new RelativeMahalanobis(model.classifier().geometry());
    this.reference =
        ReferenceSketch.of(
            parts.calibration().stream()
                .mapToDouble(one -> score.score(one.embedding().toPoint()))
                .toArray());
  }

  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("bursts", Bursts.COUNT);
    values.put("samples", Bursts.LENGTH);
    values.put("known_between", options.segment());
    Arrays.stream(SHARES)
        .forEach(share ->
            values.put(
                "novel_share:" + share, new Run().play(Bursts.of(parts, share, options)).values()));
    return values;
  }

  /** One stream under one adapter. */
  private final class Run {
    private final List<String> labels = model.classifier().geometry().labels();
    private final AutoAdapter adapter = Adapters.auto(model.classifier(), model.surprise());
    private final LabelCorrelation correlation = new LabelCorrelation(labels.size());
    private final CoverageLimit tracker = QuantileTracker.of(CoverageSection.MISCOVERAGE);
    private final Temperature temperature = new Temperature();
    private final BurstFigures figures = new BurstFigures();

    BurstFigures play(List<Bursts.Part> stream) {
      for (Bursts.Part part : stream) {
        figures.begin(part.burst());
        part.items().forEach(this::play);
      }
      return figures;
    }

    private void play(Bursts.Item item) {
      Example example = item.example();
      List<Sample> one = List.of(model.classifier().sample(example.embedding()));
      Posterior frozen = one.getFirst().frozen();
      Conditions conditions = Conditions.of(correlation, false);
      boolean active = adapter.isActive();
      Posterior answer = adapter.answer(one, conditions).getFirst();
      double p = reference.pValue(score.score(example.embedding().toPoint()));
      figures.sample(item.novel(), p < ALARM, active);
      if (!item.novel()) {
        int truth = labels.indexOf(example.label());
        figures.answer(frozen.best() == truth, answer.best() == truth);
        cover(answer, truth);
      }
      adapter.absorb(one, conditions);
      correlation.add(frozen.best());
      adapter.takeEvents().stream().map(DriftEvent::kind).forEach(figures::alarm);
    }

    private void cover(Posterior answer, int truth) {
      double[] probabilities = temperature.calibrated(answer.toArray());
      double limit = tracker.limit();
      int size = (int) Arrays.stream(probabilities).filter(p -> 1 - p <= limit).count();
      double own = 1 - probabilities[truth];
      figures.set(own <= limit, size, truth);
      tracker.add(own, limit);
      temperature.add(answer.toArray(), truth);
    }
  }
}
