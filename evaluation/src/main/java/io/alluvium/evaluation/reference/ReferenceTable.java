package io.alluvium.evaluation.reference;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured, as a table for people. */
public final class ReferenceTable {
  /** Points of a hundred that a figure may differ without being remarked. */
  private static final double TOLERANCE = 0.5;

  private ReferenceTable() {}

  /** Returns the whole page, in Markdown. */
  public static String markdown(List<Measured> rows) {
    StringBuilder page = new StringBuilder();
    page.append("# Reference figures\n\n")
        .append("Made by `./alluvium reference --markdown docs/reference-figures.md`. Accuracy, ")
        .append("mean and standard deviation over seeds where something is drawn. *Elsewhere* is ")
        .append("what another program reaches with the same method on the same data, in floating ")
        .append("point; a difference of more than half a point is marked, with the reason where ")
        .append("one is known.\n\n")
        .append("| data | encoder | head | settings | here | seeds | elsewhere | difference | |\n")
        .append("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    rows.forEach(row -> append(page, row));
    return page.toString();
  }

  private static void append(StringBuilder page, Measured measured) {
    ReferenceRow row = measured.row();
    boolean known = !measured.accuracies().isEmpty();
    String difference =
        known && row.published().isPresent()
            ? difference(100 * (measured.sample().mean() - row.published().getAsDouble()))
            : "";
    boolean remarked = difference.startsWith("**") || !known;
    page.append(
        String.format(
                Locale.ROOT,
                "| %s | %s | `%s` | %s | %s | %d | %s | %s | %s |%n",
                row.set(),
                row.encoderName(),
                row.head(),
                settings(row.settings()),
                known ? here(measured) : "not measured",
                measured.accuracies().size(),
                row.published().isPresent() ? share(row.published().getAsDouble()) : "",
                difference,
                remarked ? row.note() : "")
            .replace(System.lineSeparator(), "\n"));
  }

  private static String here(Measured measured) {
    return measured.accuracies().size() < 2
        ? share(measured.sample().mean())
        : share(measured.sample().mean()) + " \u00b1 " + share(measured.sample().deviation());
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String difference(double points) {
    String text = String.format(Locale.ROOT, "%+.2f", points);
    return Math.abs(points) > TOLERANCE ? "**" + text + "**" : text;
  }

  private static String settings(Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(each -> !each.getKey().startsWith("alluvium.solve."))
        .map(each -> each.getKey().replace("alluvium.", "") + "=" + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
