package io.alluvium.evaluation.shift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several evaluations, each by several seeds, as tables in Markdown: mean ± standard deviation. */
public final class AdaptationDocument {
  private final Map<String, List<ShiftReport>> cases = new LinkedHashMap<>();

  private record Column(
      String title, String format, Function<Map<?, ?>, @Nullable Object> figure) {}

  private static final List<Column> COLUMNS =
      List.of(
          column("no change", "%.3f", AdaptationDocument::noChange),
          column("frozen", "%.3f", row -> row.get("frozen")),
          column("adapted", "%.3f", row -> row.get("adapted")),
          column("oracle", "%.3f", row -> row.get("oracle")),
          column("share of the oracle's gain", "%.2f", AdaptationDocument::share),
          column("clean frozen", "%.3f", row -> row.get("frozen_clean")),
          column("harm", "%+.4f", row -> row.get("harm")),
          column("worst stretch", "%+.4f", row -> row.get("worst_harm")),
          column("recovery", "%.0f", row -> row.get("recovery")),
          column("gap after return", "%+.4f", row -> row.get("gap_after_return")),
          column("delay", "%.0f", row -> row.get("delay")),
          column("missed", "%.1f", row -> row.get("missed")),
          column("false alarms", "%.1f", row -> row.get("false_alarms")));

  private static Column column(
      String title, String format, Function<Map<?, ?>, @Nullable Object> figure) {
    return new Column(title, format, figure);
  }

  /** Adds the report of one seed of a case. */
  public void add(String name, ShiftReport report) {
    cases.computeIfAbsent(name, key -> new ArrayList<>()).add(report);
  }

  private static Object share(Map<?, ?> row) {
    double oracle = number(row.get("oracle_gain"));
    return oracle > 0 ? number(row.get("gain")) / oracle : "";
  }

  private static Object noChange(Map<?, ?> row) {
    double sum = 0;
    int count = 0;
    if (row.get("stretches") instanceof List<?> stretches) {
      for (Object stretch : stretches) {
        if (stretch instanceof Map<?, ?> one) {
          sum += number(one.get("no_change"));
          count++;
        }
      }
    }
    return count == 0 ? "" : sum / count;
  }

  static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  /** Returns the tables. */
  public String text() {
    StringBuilder text = new StringBuilder();
    cases.forEach((name, reports) -> {
      text.append("### ").append(name).append("\n\n");
      text.append(reports.size())
          .append(" seeds. ")
          .append(facts(reports.getFirst()))
          .append("\n\n");
      adapters(reports, text);
      detectors(reports, text);
      doubt(reports, text);
    });
    return text.toString();
  }

  private static String facts(ShiftReport report) {
    Map<String, Object> values = report.values();
    return String.format(
        Locale.ROOT,
        "Stream %s, order %s, batch %s, stretches of %s, pool of %s, head %s; %s.",
        values.get("stream"),
        values.get("order"),
        values.get("batch"),
        values.get("segment"),
        values.get("pool"),
        values.get("head"),
        values.get("shifts"));
  }

  private static void adapters(List<ShiftReport> reports, StringBuilder text) {
    text.append("| adapter |");
    COLUMNS.forEach(column -> text.append(' ').append(column.title).append(" |"));
    text.append("\n| --- |").append(" --- |".repeat(COLUMNS.size())).append('\n');
    for (Object name : object(reports.getFirst().values().get("adapt")).keySet()) {
      text.append("| `").append(name).append("` |");
      for (Column column : COLUMNS) {
        List<Object> figures = new ArrayList<>();
        for (ShiftReport report : reports) {
          Map<?, ?> row = object(object(report.values().get("adapt")).get(name));
          Object figure = column.figure.apply(row);
          if (figure != null) {
            figures.add(figure);
          }
        }
        text.append(' ').append(cell(column.format, figures)).append(" |");
      }
      text.append('\n');
    }
    text.append('\n');
  }

  private static void detectors(List<ShiftReport> reports, StringBuilder text) {
    text.append("Detectors alone: false alarms in 20,000 clean samples, by seed: ");
    for (ShiftReport report : reports) {
      Map<?, ?> drift = object(report.values().get("drift"));
      text.append(total(drift, "false_alarms.iid"))
          .append(" i.i.d. and ")
          .append(total(drift, "false_alarms.dirichlet:0.1"))
          .append(" in runs; ");
    }
    text.append("delays (i.i.d. / runs), mean: ");
    Map<?, ?> delays = object(object(reports.getFirst().values().get("drift")).get("delays"));
    for (Object corruption : delays.keySet()) {
      text.append(corruption)
          .append(' ')
          .append(delay(reports, corruption, "iid"))
          .append(" / ")
          .append(delay(reports, corruption, "dirichlet:0.1"))
          .append("; ");
    }
    text.setLength(text.length() - 2);
    text.append(".\n\n");
  }

  private static String delay(List<ShiftReport> reports, Object corruption, String order) {
    List<Object> figures =
        reports.stream()
            .map(report -> {
              Map<?, ?> drift = object(report.values().get("drift"));
              Map<?, ?> one = object(object(drift.get("delays")).get(corruption));
              return object(one.get(order)).get("delay");
            })
            .map(value -> (Object) number(value))
            .toList();
    return cell("%.0f", figures);
  }

  private static long total(Map<?, ?> drift, String name) {
    return object(drift.get(name)).values().stream().mapToLong(v -> (long) number(v)).sum();
  }

  private static void doubt(List<ShiftReport> reports, StringBuilder text) {
    text.append("Sets for 0.9: ");
    for (String name : List.of("quantile_tracking", "aci", "per_class")) {
      text.append(name)
          .append(" coverage ")
          .append(cell("%.3f", coverage(reports, name, "coverage")))
          .append(", worst window of 2,000 ")
          .append(cell("%+.4f", coverage(reports, name, "worst_window_deviation")))
          .append(", size ")
          .append(cell("%.1f", coverage(reports, name, "mean_size")))
          .append("; ");
    }
    text.append("AURC ").append(cell("%.3f", section(reports, "coverage", "aurc")));
    text.append(", ECE ").append(cell("%.3f", section(reports, "coverage", "ece.raw")));
    text.append(" before and ")
        .append(cell("%.3f", section(reports, "coverage", "ece.calibrated")));
    text.append(" after calibration.\n\n");
    Map<?, ?> novelty = object(reports.getFirst().values().get("novelty"));
    if (number(novelty.get("novel")) > 0) {
      text.append("Novelty, AUROC / FPR95: ");
      for (Object name : novelty.keySet()) {
        if (novelty.get(name) instanceof Map<?, ?> score) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "%s %.4f / %.3f; ",
                  name,
                  number(score.get("auroc")),
                  number(score.get("fpr95"))));
        }
      }
      text.append("\n\n");
    }
    DoubtParagraphs.oneClass(reports, text);
    candidates(reports, text);
    DoubtParagraphs.bursts(reports, text);
    DoubtParagraphs.appearing(reports, text);
  }

  private static void candidates(List<ShiftReport> reports, StringBuilder text) {
    if (!reports.getFirst().values().containsKey("candidates")) {
      return;
    }
    text.append("Candidates of two held-out classes, by seed: ");
    for (ShiftReport report : reports) {
      Map<?, ?> values = object(report.values().get("candidates"));
      text.append(values.get("held_out")).append(" found ");
      object(values.get("found"))
          .forEach((name, found) ->
              text.append(
                  String.format(
                      Locale.ROOT,
                      "%s after %.0f samples with purity %.2f ",
                      name,
                      number(object(found).get("after_samples")),
                      number(object(found).get("purity")))));
      text.append("(others ").append(values.get("other_candidates")).append("); ");
    }
    text.append("\n\n");
  }

  private static List<Object> section(List<ShiftReport> reports, String section, String name) {
    return reports.stream()
        .map(report -> (Object) number(object(report.values().get(section)).get(name)))
        .toList();
  }

  private static List<Object> coverage(List<ShiftReport> reports, String kind, String name) {
    return reports.stream()
        .map(report ->
            (Object) number(object(object(report.values().get("coverage")).get(kind)).get(name)))
        .toList();
  }

  static Map<?, ?> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static String cell(String format, List<Object> figures) {
    double[] numbers =
        figures.stream()
            .filter(Number.class::isInstance)
            .mapToDouble(AdaptationDocument::number)
            .toArray();
    if (numbers.length == 0) {
      return "";
    }
    double mean = 0;
    for (double number : numbers) {
      mean += number / numbers.length;
    }
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    String text = String.format(Locale.ROOT, format, mean);
    return numbers.length < 2
        ? text
        : text
            + " ± "
            + String.format(
                Locale.ROOT, format.replace("+", ""), Math.sqrt(squares / (numbers.length - 1)));
  }
}
