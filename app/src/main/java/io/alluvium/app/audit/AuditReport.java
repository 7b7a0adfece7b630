package io.alluvium.app.audit;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of an audit.
 *
 * @param equal whether nothing differs
 * @param entries ledger entries folded
 * @param predictions predictions compared
 * @param marks marks compared
 * @param deletedPredictions predictions that retention had deleted
 * @param deletedMarks marks that retention had deleted
 * @param pending predictions and marks that LEARN has not published yet
 * @param divergence the first place that differs; null if there is none
 */
public record AuditReport(
    boolean equal,
    long entries,
    long predictions,
    long marks,
    long deletedPredictions,
    long deletedMarks,
    long pending,
    @Nullable Divergence divergence) {

  /** Prints it for people. */
  public void print(PrintWriter out) {
    if (divergence == null) {
      out.printf(Locale.ROOT, "equal: %d predictions, %d marks%n", predictions, marks);
    } else {
      out.println(divergence.sentence());
      ReportText.fields(out, divergence.fields());
      out.printf(
          Locale.ROOT,
          "before it %d predictions and %d marks were compared, in %d ledger entries%n",
          predictions,
          marks,
          entries);
      out.println(ReportText.SETTINGS_DECIDE);
    }
    print(out, deletedPredictions, "predictions were deleted by retention and not compared");
    print(out, deletedMarks, "marks were deleted by retention and not compared");
    print(out, pending, "predictions and marks follow from the ledger and are not published yet");
  }

  private static void print(PrintWriter out, long count, String what) {
    if (count > 0) {
      out.printf(Locale.ROOT, "%d %s%n", count, what);
    }
  }
}
