package io.alluvium.evaluation.compare;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison as tables of fixed width. */
public final class ComparisonTable {
  private static final List<String> FIGURES =
      List.of("accuracy", "macro_recall", "kappa", "log_loss", "samples_per_second");

  private ComparisonTable() {}

  /** Prints the figures of each contestant, then a line for each pair. */
  public static void print(Comparison comparison, PrintWriter out) {
    List<List<String>> figures = new ArrayList<>();
    figures.add(row("", FIGURES));
    for (Map.Entry<String, Map<String, Double>> each : comparison.contestants().entrySet()) {
      figures.add(
          row(
              each.getKey(),
              FIGURES.stream().map(name -> figure(name, each.getValue().get(name))).toList()));
    }
    print(figures, out);
    out.println();
    List<List<String>> pairs = new ArrayList<>();
    pairs.add(
        List.of(
            "first",
            "second",
            "samples",
            "accuracy",
            "accuracy",
            "difference",
            "95 % interval",
            "only 1st",
            "only 2nd",
            "McNemar p"));
    comparison.pairings().forEach(pairing -> pairs.add(pair(pairing)));
    print(pairs, out);
    out.flush();
  }

  private static List<String> row(String first, List<String> others) {
    List<String> row = new ArrayList<>();
    row.add(first);
    row.addAll(others);
    return row;
  }

  private static String figure(String name, @Nullable Double value) {
    if (value == null) {
      return "-";
    }
    return format(name.equals("samples_per_second") ? "%.0f" : "%.4f", value);
  }

  private static List<String> pair(Pairing pairing) {
    return List.of(
        pairing.first(),
        pairing.second(),
        Integer.toString(pairing.samples()),
        format("%.4f", pairing.firstAccuracy()),
        format("%.4f", pairing.secondAccuracy()),
        format("%+.4f", pairing.difference()),
        format("%+.4f", pairing.interval().low())
            + " to "
            + format("%+.4f", pairing.interval().high()),
        Long.toString(pairing.test().onlyFirst()),
        Long.toString(pairing.test().onlySecond()),
        format("%.2g", pairing.test().pValue()) + (pairing.test().isExact() ? " exact" : ""));
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static void print(List<List<String>> rows, PrintWriter out) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
        String gap = " ".repeat(width - row.get(i).length());
        boolean isText =
            i == 0 || row.get(i).contains(":") || rows.getFirst().get(i).equals("second");
        line.append(isText ? row.get(i) + gap : gap + row.get(i)).append("  ");
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
