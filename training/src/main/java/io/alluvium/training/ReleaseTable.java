package io.alluvium.training;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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

  /**
   * Prints the accuracy before the release, and how many points each row has more, as means over
   * the seeds with the standard deviation between them.
   */
  void print(PrintWriter out) {
    out.println("| head | row | all | old classes | new classes |");
    out.println("| --- | --- | --- | --- | --- |");
    scores.forEach((head, rows) -> {
      List<Score> before = rows.getOrDefault(ReleaseTrial.BEFORE, List.of());
      rows.forEach((row, list) ->
          print(out, head, row, list, row.equals(ReleaseTrial.BEFORE) ? List.of() : before));
    });
    out.flush();
  }

  private static void print(
      PrintWriter out, String head, String row, List<Score> scores, List<Score> before) {
    out.printf(
        Locale.ROOT,
        "| `%s` | `%s` | %s | %s | %s |%n",
        head,
        row,
        text(scores, before, Score::all),
        text(scores, before, Score::old),
        text(scores, before, Score::fresh));
  }

  /** Returns the mean, or where there are scores before, the points that are added to them. */
  private static String text(
      List<Score> scores, List<Score> before, ToDoubleFunction<Score> share) {
    if (before.isEmpty()) {
      return String.format(
          Locale.ROOT, "%.4f", scores.stream().mapToDouble(share).average().orElse(Double.NaN));
    }
    double[] points =
        IntStream.range(0, scores.size())
            .mapToDouble(i ->
                100 * (share.applyAsDouble(scores.get(i)) - share.applyAsDouble(before.get(i))))
            .toArray();
    double mean = Arrays.stream(points).average().orElse(Double.NaN);
    double squares = Arrays.stream(points).map(one -> (one - mean) * (one - mean)).sum();
    return points.length < 2
        ? String.format(Locale.ROOT, "%+.1f", mean)
        : String.format(
            Locale.ROOT, "%+.1f ± %.1f", mean, Math.sqrt(squares / (points.length - 1)));
  }
}
