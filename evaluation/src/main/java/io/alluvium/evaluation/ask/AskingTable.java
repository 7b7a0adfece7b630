package io.alluvium.evaluation.ask;

import io.alluvium.evaluation.report.HeadRow;
import io.alluvium.learning.ask.AskStrategy;
import java.util.LinkedHashMap;
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
    private int runs;
    private double sum;
    private double squares;
    private double labels;

    private void add(double accuracy, double spent) {
      runs++;
      sum += accuracy;
      squares += accuracy * accuracy;
      labels += spent;
    }

    private String text() {
      double mean = sum / runs;
      double variance = runs < 2 ? 0 : Math.max(0, squares - runs * mean * mean) / (runs - 1);
      return String.format(
          Locale.ROOT, "%.4f ± %.4f (%.0f)", mean, Math.sqrt(variance), labels / runs);
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
    rows.computeIfAbsent(name, key -> new TreeMap<>())
        .computeIfAbsent(budget, key -> new Cell())
        .add(row.number("accuracy").orElse(0.0), row.number("labels").orElse(0.0));
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
