package io.alluvium.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The result for people: each figure beside its limit, their ratio, and whether it is enough. */
final class BenchTable {
  private BenchTable() {}

  static void print(PrintWriter out, Machine machine, List<Outcome> outcomes) {
    out.println("Alluvium bench: " + machine);
    out.println("Medians; the ratio is the median of the ratios of readings taken side by side.");
    out.println();
    row(out, "section", "figure", "measured", "limit", "ratio", "target", "");
    for (Outcome outcome : outcomes) {
      outcome.figures().forEach(figure -> print(out, figure));
    }
    for (Outcome outcome : outcomes) {
      outcome.profiles().forEach(profile -> print(out, profile));
      outcome.listings().forEach(listing -> print(out, listing));
    }
    out.flush();
  }

  private static void print(PrintWriter out, Figure figure) {
    row(
        out,
        figure.section().text(),
        figure.name(),
        value(figure.measured()) + " " + figure.unit(),
        figure.limit().map(l -> value(l.measured()) + " " + l.name()).orElse("-"),
        ratio(figure.ratios()),
        figure.target().toString(),
        figure.verdict().text());
  }

  private static void row(PrintWriter out, Object... cells) {
    out.println(
        String.format(Locale.ROOT, "%-8s %-38s %18s  %-40s %6s  %-13s %s", cells).stripTrailing());
  }

  private static String ratio(Optional<Spread> ratios) {
    return ratios
        .filter(spread -> !spread.isEmpty())
        .map(spread -> String.format(Locale.ROOT, "%.2f", spread.median()))
        .orElse("-");
  }

  /** Four digits are more than the machine can repeat. */
  private static String value(Spread spread) {
    if (spread.isEmpty()) {
      return "?";
    }
    double median = spread.median();
    return String.format(Locale.ROOT, median < 100 ? "%.1f" : "%,.0f", median);
  }

  private static void print(PrintWriter out, Profile profile) {
    out.println();
    out.println(profile.what());
    for (Profile.Row row : profile.rows()) {
      out.println(String.format(Locale.ROOT, "  %5.1f %%  %s", 100 * row.share(), row.area()));
    }
  }

  private static void print(PrintWriter out, Listing listing) {
    List<List<String>> lines = new ArrayList<>(List.of(listing.columns()));
    lines.addAll(listing.rows());
    out.println();
    out.println(listing.title());
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder("  ");
      for (int column = 0; column < line.size(); column++) {
        int at = column;
        int width = lines.stream().mapToInt(each -> each.get(at).length()).max().orElse(1);
        String format = column == 0 ? "%-" + width + "s" : "  %" + width + "s";
        text.append(String.format(Locale.ROOT, format, line.get(column)));
      }
      out.println(text.toString().stripTrailing());
    }
  }
}
