package io.alluvium.evaluation.ask;

import io.alluvium.evaluation.metrics.Sample;
import io.alluvium.evaluation.report.HeadRow;
import io.alluvium.learning.ask.AskStrategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Accuracy on test samples by budget, a row for each data set and strategy, as a table in Markdown:
 * mean ± standard deviation over seeds, and the mean of the labels that were spent. Mutable, for
 * one thread.
 */
public final class AskingTable {
  private final Map<String, TreeMap<Integer, Cell>> rows = new LinkedHashMap<>();

  private static final class Cell {
    private final List<Double> accuracies = new ArrayList<>();
    private final List<Double> labels = new ArrayList<>();

    private String text() {
      Sample accuracy = new Sample(accuracies);
      return String.format(
          Locale.ROOT,
          "%.4f ± %.4f (%.0f)",
          accuracy.mean(),
          accuracy.deviation(),
          new Sample(labels).mean());
    }
  }

  /**
   * Adds the run of one seed.
   *
   * @param budget labels that might be spent
   * @param row what came of it
   */
  public void add(String data, AskStrategy strategy, int budget, HeadRow row) {
    String name = "| " + data + " | `" + strategy.name().toLowerCase(Locale.ROOT) + "` |";
    Cell cell =
        rows.computeIfAbsent(name, key -> new TreeMap<>())
            .computeIfAbsent(budget, key -> new Cell());
    cell.accuracies.add(row.number("accuracy").orElse(0.0));
    cell.labels.add(row.number("labels").orElse(0.0));
  }

  /** Returns the table. */
  public String markdown() {
    SortedSet<Integer> budgets = new TreeSet<>();
    rows.values().forEach(row -> budgets.addAll(row.keySet()));
    StringBuilder text = new StringBuilder("| data | asked by |");
    budgets.forEach(budget -> text.append(' ').append(budget).append(" labels |"));
    text.append("\n| --- | --- |").append(" --- |".repeat(budgets.size())).append('\n');
    rows.forEach((name, cells) ->
        text.append(name)
            .append(
                budgets.stream()
                    .map(budget -> cells.containsKey(budget) ? cells.get(budget).text() : "")
                    .collect(Collectors.joining(" | ", " ", " |\n"))));
    return text.toString();
  }
}
