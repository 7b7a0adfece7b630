package io.alluvium.evaluation.compare;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.predictions.PredictionFile;
import io.alluvium.evaluation.report.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of a finished evaluation, read.
 *
 * @param folder where it lies
 * @param report what is in its {@code report.json}
 * @param hits by head, whether each answer was right, by run and sample
 * @param stage which answers these are: those to test samples where there are any, else those to
 *     the stream
 */
record FinishedRun(
    Path folder, Map<String, Object> report, Map<String, Map<String, Boolean>> hits, String stage) {

  /**
   * Reads a folder.
   *
   * @throws EvaluationException if it is not one, or not finished
   */
  static FinishedRun read(Path folder) {
    Path file = folder.resolve("report.json");
    Path answers = folder.resolve("predictions.parquet");
    for (Path needed : List.of(file, answers)) {
      if (!Files.isRegularFile(needed)) {
        throw new EvaluationException(
            folder
                + " is not the folder of a finished evaluation: no "
                + needed.getFileName()
                + " (run ./alluvium evaluate with --out "
                + folder
                + " first)");
      }
    }
    Map<String, Object> report = Json.read(file);
    if (!Boolean.TRUE.equals(report.get("complete"))) {
      throw new EvaluationException(
          folder + " is not finished, heads are missing: " + report.get("missing"));
    }
    LastAnswers last = new LastAnswers();
    PredictionFile.read(answers, last);
    return new FinishedRun(folder, report, last.hits(), last.stage());
  }

  /** Returns name and hash of each data set, or what is said of the recorded ledger. */
  List<String> data() {
    List<String> data = new ArrayList<>();
    if (report.get("ledger") instanceof Map<?, ?> ledger) {
      data.add("ledger " + ledger);
    }
    if (report.get("data") instanceof List<?> sets) {
      for (Object set : sets) {
        if (set instanceof Map<?, ?> values) {
          data.add(values.get("name") + " (SHA-256 " + values.get("sha256") + ")");
        }
      }
    }
    return data;
  }

  /** Returns the figures of a head that are numbers. */
  Map<String, Double> metrics(String head) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    if (report.get("heads") instanceof Map<?, ?> heads
        && heads.get(head) instanceof Map<?, ?> row) {
      row.forEach((name, value) -> {
        if (value instanceof Number number) {
          metrics.put(String.valueOf(name), number.doubleValue());
        }
      });
    }
    return metrics;
  }
}
