package io.alluvium.evaluation.report;

import io.alluvium.evaluation.EvaluationReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The rows of an evaluation as a table of fixed width. */
public final class ReportTable {
  private record Column(String title, String metric, String format, double unit) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("accuracy", "accuracy", "%.4f", 1),
          new Column("recall", "macro_recall", "%.4f", 1),
          new Column("kappa", "kappa", "%.4f", 1),
          new Column("prequential", "prequential_accuracy", "%.4f", 1),
          new Column("kappa temp", "kappa_temporal", "%.4f", 1),
          new Column("avg incr", "average_incremental_accuracy.samples", "%.4f", 1),
          new Column("forgetting", "forgetting.max", "%.4f", 1),
          new Column("novel auc", "novelty.auroc", "%.4f", 1),
          new Column("log loss", "log_loss", "%.3f", 1),
          new Column("ece", "ece", "%.4f", 1),
          new Column("samples/s", "samples_per_second", "%.0f", 1),
          new Column("cpu s", "cpu_seconds", "%.1f", 1),
          new Column("state kB", "state_bytes", "%.1f", 1e-3));

  private ReportTable() {}

  /**
   * Prints how an evaluation ended, and where its page and figures lie, which writes the page.
   *
   * @param out folder of the results
   * @param withPictures whether to draw the pictures too; those of a stopped evaluation never are
   * @throws io.alluvium.evaluation.EvaluationException if the page cannot be written
   */
  public static void print(
      EvaluationReport report, Path out, boolean withPictures, PrintWriter text) {
    print(report.rows(), text);
    text.println("Report: " + ReportPage.write(out, withPictures && !report.stopped()));
    text.println("Figures: " + out.resolve("report.json"));
    if (!report.isComplete()) {
      text.println("Missing: " + report.missing());
    }
    text.flush();
  }

  /** Prints a line for each row; columns that no row has a figure for are left out. */
  public static void print(List<HeadRow> rows, PrintWriter out) {
    List<Column> columns =
        COLUMNS.stream()
            .filter(column -> rows.stream().anyMatch(row -> row.number(column.metric).isPresent()))
            .toList();
    int first = rows.stream().mapToInt(row -> row.head().length()).max().orElse(0);
    int width = Math.max(first, "head".length());
    out.print(padded("head", width));
    columns.forEach(column -> out.print("  " + column.title));
    out.println();
    for (HeadRow row : rows) {
      out.print(padded(row.head(), width));
      for (Column column : columns) {
        String figure =
            row.number(column.metric)
                .map(value -> String.format(Locale.ROOT, column.format, value * column.unit))
                .orElse("-");
        out.print("  " + " ".repeat(Math.max(0, column.title.length() - figure.length())) + figure);
      }
      out.println();
    }
    out.flush();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
