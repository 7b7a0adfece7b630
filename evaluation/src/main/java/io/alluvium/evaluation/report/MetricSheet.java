package io.alluvium.evaluation.report;

import io.alluvium.evaluation.metrics.AccuracyMatrix;
import io.alluvium.evaluation.metrics.Baselines;
import io.alluvium.evaluation.metrics.Confusion;
import io.alluvium.evaluation.metrics.Prequential;
import io.alluvium.evaluation.protocol.Effort;
import io.alluvium.evaluation.protocol.Latency;
import io.alluvium.evaluation.protocol.Script;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one head in one script, by their names in docs/evaluation.md. */
final class MetricSheet {
  private static final double NANOS = 1e9;

  private final Map<String, Object> values = new LinkedHashMap<>();

  private MetricSheet() {}

  /** Returns the figures that follow from what was counted. */
  static Map<String, Object> of(Script script, Grader grader, Effort effort, long stateBytes) {
    MetricSheet sheet = new MetricSheet();
    boolean streamAlone = !script.isProbed();
    boolean onlyAtTheEnd = script.groups().size() == 1;
    sheet.answers(streamAlone ? grader.stream() : grader.seen());
    sheet.stream(grader);
    sheet.classSets(script, grader.seen().confusion());
    if (!streamAlone && !onlyAtTheEnd) {
      sheet.tasks(grader.matrix());
    }
    if (grader.novelty().isDefined()) {
      sheet.values.put("novelty.auroc", grader.novelty().auroc());
    }
    sheet.effort(effort, stateBytes);
    return sheet.values;
  }

  /** Adds how long answers took. */
  static void latency(Latency latency, Map<String, Object> metrics) {
    metrics.put("latency.p50_micros", latency.micros(50));
    metrics.put("latency.p99_micros", latency.micros(99));
  }

  private void answers(Answers answers) {
    Confusion confusion = answers.confusion();
    values.put("accuracy", confusion.accuracy());
    values.put("macro_recall", confusion.macroRecall());
    values.put("macro_precision", confusion.macroPrecision());
    values.put("f1.averaged", confusion.averagedF1());
    values.put("f1.of_averages", confusion.f1OfAverages());
    values.put("kappa", confusion.kappa());
    values.put("log_loss", answers.probabilities().logLoss());
    values.put("brier", answers.probabilities().brier());
    values.put("ece", answers.probabilities().calibrationError());
    values.put("graded", confusion.total());
    values.put("correct", confusion.correct());
  }

  private void stream(Grader grader) {
    Prequential prequential = grader.prequential();
    Baselines baselines = grader.baselines();
    values.put("prequential_accuracy", prequential.accuracy());
    values.put("prequential_accuracy.window_1000", prequential.windowAccuracy());
    values.put("prequential_accuracy.fading_0.999", prequential.fadingAccuracy());
    values.put("prequential.graded", prequential.total());
    values.put("kappa_m", baselines.kappaM(prequential.accuracy()));
    values.put("kappa_temporal", baselines.kappaTemporal(prequential.accuracy()));
    values.put("no_change_accuracy", baselines.noChangeAccuracy());
    values.put("majority_accuracy", baselines.majorityAccuracy());
  }

  private void classSets(Script script, Confusion confusion) {
    script
        .classSets()
        .forEach((name, set) -> values.put("macro_recall." + name, confusion.macroRecall(set)));
  }

  private void tasks(AccuracyMatrix matrix) {
    int last = matrix.tasks() - 1;
    values.put("last_accuracy.samples", matrix.seenBySamples(last));
    values.put("last_accuracy.tasks", matrix.seenByTasks(last));
    values.put("average_incremental_accuracy.samples", matrix.averageBySamples());
    values.put("average_incremental_accuracy.tasks", matrix.averageByTasks());
    values.put("anytime_accuracy", matrix.anytime());
    values.put("forgetting.max", matrix.forgettingMax());
    values.put("forgetting.first", matrix.forgettingFirst());
    values.put("bwt.gem", matrix.bwtGem());
    values.put("bwt.capymoa", matrix.bwtCapymoa());
    values.put("fwt.capymoa", matrix.fwtCapymoa());
    values.put("base_accuracy", matrix.at(last, 0));
    values.put("new_accuracy", matrix.newAccuracy());
    values.put("harmonic_mean_accuracy", matrix.harmonicMean());
    values.put("performance_drop", matrix.seenBySamples(0) - matrix.seenBySamples(last));
    values.put("r_matrix.correct", matrix.correct());
    values.put("r_matrix.total", matrix.total());
  }

  private void effort(Effort effort, long stateBytes) {
    double seconds = effort.wallNanos() / NANOS;
    values.put("samples", effort.samples());
    values.put("labels", effort.labels());
    values.put("solves", effort.solves());
    values.put("samples_per_second", seconds > 0 ? effort.samples() / seconds : 0.0);
    values.put("wall_seconds", seconds);
    values.put("cpu_seconds", effort.cpuNanos() / NANOS);
    values.put("state_bytes", stateBytes);
    values.put("multiply_adds", effort.operations());
    values.put("multiply_adds.scores", effort.scoreOperations());
    values.put("multiply_adds.sums", effort.sumOperations());
    values.put("multiply_adds.solves", effort.solveOperations());
  }

  /**
   * Returns one sheet for several scripts: times and counts are added up, the largest state counts,
   * and of everything else the mean is taken. What is no number is left out.
   */
  static Map<String, Object> together(List<Map<String, Object>> sheets) {
    Map<String, Object> together = new LinkedHashMap<>();
    for (String name : sheets.getFirst().keySet()) {
      if (sheets.stream().allMatch(sheet -> sheet.get(name) instanceof Long)) {
        var numbers = sheets.stream().mapToLong(sheet -> (Long) sheet.getOrDefault(name, 0L));
        together.put(name, name.equals("state_bytes") ? numbers.max().orElse(0) : numbers.sum());
      } else if (sheets.stream().allMatch(sheet -> sheet.get(name) instanceof Double)) {
        var numbers = sheets.stream().mapToDouble(sheet -> (Double) sheet.getOrDefault(name, 0.0));
        together.put(name, name.endsWith("_seconds") ? numbers.sum() : numbers.average().orElse(0));
      }
    }
    return together;
  }
}
