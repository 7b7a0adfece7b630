package io.alluvium.training;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Scores of released adapters over seeds, as a table. */
final class ReleaseTable {
  private final Map<String, Map<String, List<Score>>> scores = new LinkedHashMap<>();

  /** Adds one release: scores of rows, by head. */
  void add(Map<String, Map<String, Score>> release) {
    release.forEach((head, rows) ->
        rows.forEach((row, score) ->
            scores
                .computeIfAbsent(head, _ -> new LinkedHashMap<>())
                .computeIfAbsent(row, _ -> new ArrayList<>())
                .add(score)));
  }

  /** Prints means over the seeds, with standard deviations between seeds. */
  void print(PrintWriter out) {
    out.println("| head | row | all | old classes | new classes |");
    out.println("| --- | --- | --- | --- | --- |");
    scores.forEach((head, rows) ->
        rows.forEach((row, list) ->
            out.printf(
                Locale.ROOT,
                "| `%s` | `%s` | %s | %s | %s |%n",
                head,
                row,
                text(list, Score::all),
                text(list, Score::old),
                text(list, Score::fresh))));
    out.flush();
  }

  private static String text(List<Score> scores, ToDoubleFunction<Score> share) {
    double mean = scores.stream().mapToDouble(share).average().orElse(Double.NaN);
    if (scores.size() < 2) {
      return String.format(Locale.ROOT, "%.4f", mean);
    }
    double squares =
        scores.stream().mapToDouble(one -> Math.pow(share.applyAsDouble(one) - mean, 2)).sum();
    return String.format(
        Locale.ROOT, "%.4f ± %.4f", mean, Math.sqrt(squares / (scores.size() - 1)));
  }
}
