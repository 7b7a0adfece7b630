package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.cache.EmbeddingCache;
import io.alluvium.evaluation.cache.ExampleSource;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.DataSets;
import io.alluvium.evaluation.embedding.EncoderChoice;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Head;
import io.alluvium.learning.Heads;
import io.alluvium.learning.adapt.Adapters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Learns from the clean training samples of a data set, then plays a stream of clean and shifted
 * test samples to adapters, each of which answers before it takes up; measures detectors, novelty
 * and coverage beside.
 */
public final class ShiftEvaluation {
  private final ShiftPlan plan;
  private final Watch watch;
  private final Consumer<String> tell;

  /**
   * Prepares an evaluation.
   *
   * @param watch looks on and may end it
   * @param tell is given lines for the user
   */
  public ShiftEvaluation(ShiftPlan plan, Watch watch, Consumer<String> tell) {
    this.plan = plan;
    this.watch = watch;
    this.tell = tell;
  }

  /**
   * Runs all adapters and writes {@code report.json}.
   *
   * @return the report
   * @throws EvaluationException if the plan cannot be carried out
   * @throws io.alluvium.evaluation.StoppedException if the watch ends it
   */
  public ShiftReport run() {
    DataSet data = DataSets.open(plan.data(), plan.properties());
    ExampleSource source =
        new ExampleSource(
            new EmbeddingCache(plan.cache()), plan.encoderSettings(), plan.onError(), watch);
    EncoderChoice encoder = EncoderChoice.of(plan.encoder().orElseGet(data::defaultEncoder), data);
    ExampleSet set = source.get(data, encoder);
    StreamSamples samples =
        StreamSamples.of(plan, data, set, other -> source.get(other, encoder), tell);
    ShiftParts parts = samples.parts();
    Head head = head();
    LearntModel model = LearntModel.of(set.space(), head, plan.headOptions().shrinkage(), parts);
    Domains domains = new Domains(model.classifier(), samples.rows());
    ShiftReport report = new ShiftReport(plan, data, set, samples);
    adapt(report, model, domains, samples);
    report.put(
        "drift",
        new DriftSection(model.surprise(), domains, samples.rows(), plan.options())
            .values(samples.shifts().all()));
    report.put("novelty", NoveltySection.values(model, plan.headOptions().shrinkage(), parts));
    if (plan.options().oneClass() > 0) {
      report.put(
          "one_class",
          new OneClassSection(set.space(), plan.headOptions().shrinkage(), plan.options())
              .values(parts, watch));
    }
    if (!parts.novel().isEmpty()) {
      report.put("bursts", new BurstSection(model, parts, plan.options()).values());
    }
    if (plan.options().appearing() > 0) {
      report.put(
          "appearing",
          new AppearingClasses(set.space(), head, plan.options()).values(parts, watch));
    }
    if (CandidateSection.isDefined(parts)) {
      report.put(
          "candidates",
          new CandidateSection(parts, plan.options().seed())
              .values(set.space(), head, plan.headOptions().shrinkage()));
    }
    report.write();
    return report;
  }

  private void adapt(
      ShiftReport report, LearntModel model, Domains domains, StreamSamples samples) {
    List<Stretch> stretches = Stretches.of(plan.options(), samples.rows(), samples.shifts());
    List<String> labels = model.classifier().geometry().labels();
    Map<String, Object> adapted = new LinkedHashMap<>();
    for (String name : plan.options().adapters()) {
      AdaptedStream stream =
          new AdaptedStream(
              labels,
              domains,
              Adapters.named(name, model.classifier(), model.surprise()),
              plan.options().batch());
      AdaptationFigures figures =
          new AdaptationFigures(name, stream.play(stretches, watch), name.equals("auto"));
      adapted.put(name, figures.values());
      tell.accept(figures.line());
    }
    report.put("adapt", adapted);
    report.put(
        "coverage",
        new CoverageSection(labels)
            .play(stretches, domains, Adapters.auto(model.classifier(), model.surprise())));
  }

  private Head head() {
    try {
      return Heads.named(plan.head(), plan.headOptions());
    } catch (IllegalArgumentException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()), e);
    }
  }
}
