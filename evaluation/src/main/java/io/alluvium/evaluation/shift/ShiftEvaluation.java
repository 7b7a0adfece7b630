package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.cache.EmbeddingCache;
import io.alluvium.evaluation.cache.ExampleSource;
import io.alluvium.evaluation.corruption.CorruptedData;
import io.alluvium.evaluation.corruption.Corruption;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.DataSets;
import io.alluvium.evaluation.embedding.EncoderChoice;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Head;
import io.alluvium.learning.Heads;
import io.alluvium.learning.adapt.Adapters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Learns from the clean training samples of a data set, then plays a stream of clean and shifted
 * test samples to adapters, each of which answers before it takes up; measures detectors, novelty
 * and coverage beside.
 */
public final class ShiftEvaluation {
  private static final int DEFAULT_SEVERITY = 3;

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
    List<Corruption> corruptions = corruptions(data);
    EncoderChoice encoder = EncoderChoice.of(plan.encoder().orElseGet(data::defaultEncoder), data);
    ExampleSource source =
        new ExampleSource(
            new EmbeddingCache(plan.cache()), plan.encoderSettings(), plan.onError(), watch);
    ExampleSet set = source.get(data, encoder);
    ShiftParts parts = ShiftParts.of(set, plan.options().pool());
    Head head = head();
    LearntModel model = LearntModel.of(set.space(), head, plan.headOptions().shrinkage(), parts);
    Domains domains = new Domains(model.classifier(), parts.pool());
    for (Corruption one : Stretches.needed(plan.options(), corruptions)) {
      tell.accept(one.key());
      domains.put(one.key(), source.get(corrupted(data, one, parts), encoder).examples());
    }
    ShiftReport report = new ShiftReport(plan, data, set, corruptions);
    adapt(report, model, domains, parts, corruptions);
    report.put("drift", drift(model, domains, parts).values(corruptions));
    report.put("novelty", NoveltySection.values(model, parts));
    if (CandidateSection.isDefined(parts)) {
      report.put(
          "candidates",
          new CandidateSection(parts, plan.options().seed())
              .values(set.space(), head, plan.headOptions().shrinkage()));
    }
    report.write();
    return report;
  }

  private DriftSection drift(LearntModel model, Domains domains, ShiftParts parts) {
    return new DriftSection(model.surprise(), domains, parts.pool(), plan.options());
  }

  private void adapt(
      ShiftReport report,
      LearntModel model,
      Domains domains,
      ShiftParts parts,
      List<Corruption> corruptions) {
    List<Stretch> stretches = Stretches.of(plan.options(), parts.pool(), corruptions);
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

  private List<Corruption> corruptions(DataSet data) {
    List<Corruption> asked =
        plan.options().corruptions().stream()
            .map(text -> Corruption.parse(text, data.payload()))
            .toList();
    return asked.isEmpty()
        ? Corruption.Kind.of(data.payload()).stream()
            .map(kind -> new Corruption(kind, DEFAULT_SEVERITY))
            .toList()
        : asked;
  }

  private static DataSet corrupted(DataSet data, Corruption corruption, ShiftParts parts) {
    SortedSet<String> ids =
        parts.pool().stream().map(Example::id).collect(Collectors.toCollection(TreeSet::new));
    return CorruptedData.of(data, corruption, ids);
  }

  private Head head() {
    try {
      return Heads.named(plan.head(), plan.headOptions());
    } catch (IllegalArgumentException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()), e);
    }
  }
}
