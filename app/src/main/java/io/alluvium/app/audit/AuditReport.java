package io.alluvium.app.audit;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of an audit.
 *
 * @param equal whether nothing differs
 * @param entries ledger entries folded
 * @param compared how many records of each kind were compared
 * @param divergence the first place that differs; null if there is none
 */
public record AuditReport(
    boolean equal, long entries, List<Compared> compared, @Nullable Divergence divergence) {
  /** Copies the list. */
  public AuditReport {
    compared = List.copyOf(compared);
  }

  /** Prints it for people. */
  public void print(PrintWriter out) {
    String counts =
        compared.stream()
            .map(each -> String.format(Locale.ROOT, "%d %s", each.compared(), each.what()))
            .collect(Collectors.joining(", "));
    if (divergence == null) {
      out.println("equal: " + counts);
    } else {
      out.println(divergence.sentence());
      ReportText.fields(out, divergence.fields());
      out.printf(
          Locale.ROOT, "before it were compared: %s, in %d ledger entries%n", counts, entries);
      out.println(ReportText.SETTINGS_DECIDE);
    }
    for (Compared each : compared) {
      print(out, each.deleted(), each.what() + " were deleted and not compared");
      print(out, each.pending(), each.what() + " follow from the ledger and are not published yet");
    }
  }

  private static void print(PrintWriter out, long count, String what) {
    if (count > 0) {
      out.printf(Locale.ROOT, "%d %s%n", count, what);
    }
  }
}
