package io.alluvium.evaluation;

import io.alluvium.evaluation.report.HeadRow;
import java.util.List;

/**
 * How an evaluation ended.
 *
 * @param heads the heads that were asked for
 * @param rows those that are done, in the order asked for
 * @param stopped whether the user ended it
 */
public record EvaluationReport(List<String> heads, List<HeadRow> rows, boolean stopped) {
  /** Copies the lists. */
  public EvaluationReport {
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /** Returns the heads that have no row. */
  public List<String> missing() {
    List<String> done = rows.stream().map(HeadRow::head).toList();
    return heads.stream().filter(head -> !done.contains(head)).toList();
  }

  /** Returns whether every head that was asked for has its row. */
  public boolean isComplete() {
    return missing().isEmpty();
  }
}
