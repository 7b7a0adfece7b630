package io.alluvium.app.crash;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run has shown.
 *
 * @param deaths cycles that were played
 * @param time from the first start to the closed books
 * @param starts how long pipelines took from their start to running
 * @param endedByThemselves pipelines that had ended before they were killed
 * @param figures the books, by name, in their order
 * @param faults what is wrong, a sentence each; none if the books balance
 */
public record CrashReport(
    int deaths,
    Duration time,
    List<Duration> starts,
    int endedByThemselves,
    Map<String, String> figures,
    List<String> faults) {

  /** Copies the lists. */
  public CrashReport {
    starts = List.copyOf(starts);
    faults = List.copyOf(faults);
  }

  /** Returns whether nothing is wrong. */
  public boolean isBalanced() {
    return faults.isEmpty();
  }

  /** Prints the books. */
  public void print(PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "deaths   %d in %d s; median start to running %.1f s; ended by themselves %d",
            deaths,
            time.toSeconds(),
            medianStartSeconds(),
            endedByThemselves));
    figures.forEach(
        (name, value) -> out.println(String.format(Locale.ROOT, "%-8s %s", name, value)));
    faults.forEach(fault -> out.println("WRONG    " + fault));
    out.println(isBalanced() ? "The books balance." : "The books do not balance.");
    out.flush();
  }

  private double medianStartSeconds() {
    List<Duration> sorted = starts.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2).toMillis() / 1000.0;
  }
}
