package io.alluvium.app;

import io.alluvium.schemas.Event;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How sources are, from the events that tell it. Not thread-safe. */
final class SourceOverview {
  private static final List<String> HEADER =
      List.of(
          "source",
          "samples",
          "unusual",
          "Fréchet",
          "changes",
          "adapter",
          "adapted",
          "labels",
          "right",
          "as learnt",
          "now");

  private final Map<String, Known> sources = new TreeMap<>();

  /** What is known of a source; each part of it may be missing. */
  private record Known(Map<String, String> report, String state) {
    private static final String AS_IT_WAS = "as it was";

    Known with(Map<String, String> newer) {
      return new Known(newer, state);
    }

    Known now(String newer) {
      return new Known(report, newer);
    }
  }

  /** Takes up an event, in the order of the topic. */
  void take(Event event) {
    String source = Objects.requireNonNullElse(event.getSubject(), "");
    Map<String, String> details = event.getDetails();
    switch (event.getType()) {
      case "source-report" -> sources.put(source, known(source).with(details));
      case "drift" -> sources.put(source, known(source).now(alarm(details)));
      case "drift-over" -> sources.put(source, known(source).now(over(details)));
      case "source-dropped" -> sources.remove(source);
      default -> {}
    }
  }

  private Known known(String source) {
    return sources.getOrDefault(source, new Known(Map.of(), Known.AS_IT_WAS));
  }

  private static String alarm(Map<String, String> details) {
    String kind = details.getOrDefault("kind", "").replace('_', ' ');
    return (details.getOrDefault("follows", "").equals("true")
            ? "changed since "
            : "noticed, since ")
        + details.get("since_offset")
        + ": "
        + kind;
  }

  private static String over(Map<String, String> details) {
    return details.getOrDefault("reason", "").equals("settled")
        ? "settled after " + details.get("samples") + " samples"
        : Known.AS_IT_WAS;
  }

  /** Returns whether no event told of a source. */
  boolean isEmpty() {
    return sources.isEmpty();
  }

  /** Returns lines of a table, the header first. */
  List<String> lines() {
    List<List<String>> rows =
        Stream.concat(
                Stream.of(HEADER),
                sources.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())))
            .toList();
    int[] widths = new int[HEADER.size()];
    rows.forEach(row -> {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  /** Names and states to the left, numbers to the right. */
  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      boolean left = i == 0 || i == widths.length - 1;
      line.append(i == 0 ? "" : "  ")
          .append(
              String.format(Locale.ROOT, "%" + (left ? "-" : "") + widths[i] + "s", row.get(i)));
    }
    return line.toString().stripTrailing();
  }

  private static List<String> row(String source, Known known) {
    Map<String, String> report = known.report();
    return List.of(
        source,
        report.getOrDefault("samples", "-"),
        report.containsKey("outliers")
            ? String.format(
                Locale.ROOT, "%.1f %%", 100 * Double.parseDouble(report.get("outliers")))
            : "-",
        report.containsKey("frechet")
            ? String.format(Locale.ROOT, "%.2f", Double.parseDouble(report.get("frechet")))
            : "-",
        report.getOrDefault("changes", "-"),
        report.getOrDefault("adapter", "-"),
        report.getOrDefault("adapted", "-"),
        report.getOrDefault("labelled", "-"),
        share(report, "answered_right"),
        share(report, "frozen_right"),
        known.state());
  }

  private static String share(Map<String, String> report, String right) {
    long labelled = Long.parseLong(report.getOrDefault("labelled", "0"));
    return labelled == 0
        ? "-"
        : String.format(Locale.ROOT, "%.4f", Double.parseDouble(report.get(right)) / labelled);
  }
}
