package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.EvaluationPlan;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.cache.EmbeddingCache;
import io.alluvium.evaluation.cache.ExampleSource;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.DataSets;
import io.alluvium.evaluation.embedding.EncoderChoice;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.report.Json;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.EncoderCost;
import io.alluvium.learning.transition.ShadowMoments;
import io.alluvium.learning.transition.TransitionFit;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Measures a change of the encoder, or a small encoder before a large one, on a data set and writes
 * {@code report.json}.
 */
public final class SwapEvaluation {
  private static final double NANOS = 1e9;

  /** Rows that both encoders of a cascade are timed with. */
  private static final int TIMED = 256;

  private final SwapPlan plan;
  private final Watch watch;
  private final Consumer<String> tell;
  private final LongSupplier nanoClock;

  /** What was read already, by encoder. */
  private final Map<String, ExampleSet> sets = new HashMap<>();

  /**
   * Prepares a measurement.
   *
   * @param watch looks on and may end it
   * @param tell is given lines for the user
   * @param nanoClock times fits and encoders and decides nothing
   */
  public SwapEvaluation(SwapPlan plan, Watch watch, Consumer<String> tell, LongSupplier nanoClock) {
    this.plan = plan;
    this.watch = watch;
    this.tell = tell;
    this.nanoClock = nanoClock;
  }

  /**
   * Runs it and writes the report.
   *
   * @throws EvaluationException if the plan cannot be carried out
   * @throws io.alluvium.evaluation.StoppedException if the watch ends it
   */
  public SwapOutcome run() {
    EvaluationPlan base = plan.base();
    if (Files.exists(base.out().resolve("run.json"))) {
      throw new EvaluationException(
          base.out() + " holds another evaluation: choose another folder with --out");
    }
    DataSet set = DataSets.open(base.data().getFirst(), base.properties());
    String from = base.encoder().orElseThrow();
    List<SwapHead> heads = new ArrayList<>();
    for (String name : base.heads()) {
      heads.add(head(name));
    }
    ExampleSet old = examples(set, from);
    SwapData data = new SwapData(old, examples(set, plan.to().getFirst()), base.options().seed());
    tell.accept(
        data.history().size()
            + " rows of labelled history, "
            + data.streamSize()
            + " of unlabelled stream, "
            + data.asked().size()
            + " asked about");
    SwapOutcome report =
        base.protocol() == Protocol.CASCADE
            ? cascade(set, data, heads)
            : plan.to().size() > 1 ? chain(set, old, heads) : report(data, heads);
    Map<String, Object> values = new LinkedHashMap<>(description(set, from, data));
    values.putAll(report.values());
    Json.write(base.out().resolve("report.json"), values);
    return report;
  }

  private SwapHead head(String name) {
    try {
      return new SwapHead(name, Heads.named(name, plan.base().headOptions()));
    } catch (IllegalArgumentException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()), e);
    }
  }

  private ExampleSet examples(DataSet data, String encoder) {
    EvaluationPlan base = plan.base();
    ExampleSource source =
        new ExampleSource(
            new EmbeddingCache(base.cache()), base.encoderSettings(), base.onError(), watch);
    return sets.computeIfAbsent(encoder, name -> source.get(data, EncoderChoice.of(name, data)));
  }

  private SwapChain.Report chain(DataSet set, ExampleSet old, List<SwapHead> heads) {
    List<ExampleSet> chain = plan.to().stream().map(name -> examples(set, name)).toList();
    int samples = plan.shadow().getFirst().samples(old.space().dim());
    return new SwapChain(old, chain, plan.base().options().seed(), samples, watch)
        .run(heads, plan.to());
  }

  private CascadeReport cascade(DataSet set, SwapData data, List<SwapHead> heads) {
    int samples = plan.shadow().getFirst().samples(data.oldSpace().dim());
    TransitionFit fit = SwapFit.of(SwapFit.moments(data, data.shadow(samples, 0)));
    Map<String, CascadeReport.Outcome> outcomes = new LinkedHashMap<>();
    for (SwapHead head : heads) {
      CascadeTrial trial = new CascadeTrial(data, head, fit.forward().serving(), watch);
      outcomes.put(
          head.name(), new CascadeReport.Outcome(trial.alone(), trial.with(plan.coverage())));
    }
    watch.at("timing", 0, 0);
    Set<String> timed =
        data.asked().stream().limit(TIMED).map(Example::id).collect(Collectors.toSet());
    EncoderCost cost =
        new EncoderTimer(plan.base().encoderSettings(), nanoClock)
            .time(set, timed, plan.base().encoder().orElseThrow(), plan.to().getFirst());
    return new CascadeReport(
        samples, cost, outcomes, novelty(data).cascade(fit.forward().serving()));
  }

  private SwapReport report(SwapData data, List<SwapHead> heads) {
    List<SwapTrial> trials = heads.stream().map(head -> new SwapTrial(data, head, watch)).toList();
    SwapNovelty novelty = novelty(data);
    List<SwapReport.Entry> entries = new ArrayList<>();
    for (ShadowSize size : plan.shadow()) {
      List<Example> shadow = data.shadow(size.samples(data.oldSpace().dim()), 0);
      ShadowMoments moments = SwapFit.moments(data, shadow);
      watch.at("fit", 0, 0);
      long start = nanoClock.getAsLong();
      TransitionFit fit = SwapFit.of(moments);
      double seconds = (nanoClock.getAsLong() - start) / NANOS;
      Map<String, SwapTrial.Result> results = new LinkedHashMap<>();
      for (int h = 0; h < heads.size(); h++) {
        results.put(heads.get(h).name(), trials.get(h).with(shadow, moments, fit));
      }
      entries.add(
          new SwapReport.Entry(
              shadow.size(),
              SwapReport.fit(fit, seconds),
              results,
              novelty.swap(fit.forward().serving(), fit.backward().serving())));
    }
    return new SwapReport(plan.base().heads(), entries);
  }

  private SwapNovelty novelty(SwapData data) {
    return new SwapNovelty(data, plan.base().headOptions().shrinkage());
  }

  private Map<String, Object> description(DataSet set, String from, SwapData data) {
    EvaluationPlan base = plan.base();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("format", 1);
    values.put("version", base.version());
    values.put("protocol", base.protocol().key());
    values.put("seed", base.options().seed());
    values.put("head_options", base.headOptions().toString());
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("name", set.name());
    source.put("sha256", set.sha256());
    values.put("data", source);
    values.put("encoder", from);
    values.put("to", plan.to());
    values.put("spaces", List.of(space(data.oldSpace()), space(data.newSpace())));
    Map<String, Object> sizes = new LinkedHashMap<>();
    sizes.put("history", data.history().size());
    sizes.put("stream", data.streamSize());
    sizes.put("asked", data.asked().size());
    sizes.put("classes", data.history().stream().map(Example::label).distinct().count());
    values.put("samples", sizes);
    return values;
  }

  private static Map<String, Object> space(Space space) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", space.id().hex());
    values.put("dim", space.dim());
    return values;
  }
}
