package io.alluvium.app.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The closing table of a demo, for people: aligned columns of plain text. */
final class DemoTable {
  private static final List<String> HEADINGS =
      List.of(
          "phase",
          "records",
          "classes",
          "accuracy",
          "last 1000",
          "kappa",
          "no change",
          "majority",
          "rec/s",
          "p50 ms",
          "p99 ms");

  /** What is printed of what was noticed. */
  private static final int NOTICED = 6;

  private final DemoReport report;
  private final TerminalLook look;

  DemoTable(DemoReport report, TerminalLook look) {
    this.report = report;
    this.look = look;
  }

  void print(PrintWriter out) {
    out.println();
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    report.phases().forEach(phase -> rows.add(row(phase.phase().title(), phase.figures())));
    rows.add(row("whole run", report.run()));
    List<String> lines = aligned(rows);
    out.println(look.bold(lines.getFirst()));
    lines.stream().skip(1).forEach(out::println);
    out.println();
    printSources(out);
    printNoticed(out);
    printCalibration(out);
    report.release().ifPresent(release -> printRelease(release, out));
    printSums(out);
    printFacts(out);
    out.flush();
  }

  private static List<String> row(String name, DemoFigures figures) {
    return List.of(
        name,
        LiveProgress.grouped(figures.records()),
        Integer.toString(figures.classes()),
        decimals(3, figures.prequentialAccuracy()),
        decimals(3, figures.prequentialAccuracyWindow()),
        decimals(3, figures.kappa()),
        decimals(3, figures.noChangeAccuracy()),
        decimals(3, figures.majorityAccuracy()),
        decimals(0, figures.recordsPerSecond()),
        decimals(0, figures.latencyP50Ms()),
        decimals(0, figures.latencyP99Ms()));
  }

  private void printSources(PrintWriter out) {
    report.sources().stream()
        .collect(
            Collectors.groupingBy(
                SourceFigures::source,
                TreeMap::new,
                Collectors.mapping(
                    figures -> decimals(3, figures.accuracy()) + " " + figures.typing().title(),
                    Collectors.joining(", "))))
        .forEach((source, accuracies) -> out.println(field(source) + "accuracy " + accuracies));
  }

  private void printNoticed(PrintWriter out) {
    List<Noticed> noticed = report.noticed();
    noticed.stream().limit(NOTICED).forEach(each -> out.println(field("noticed") + each.message()));
    int more = noticed.size() - NOTICED;
    if (more > 0) {
      out.println(
          field("noticed")
              + (more == 1 ? "once" : more + " times")
              + " more: see report.json, or the topic of events");
    }
  }

  private void printCalibration(PrintWriter out) {
    CalibrationFigures calibration = report.calibration();
    if (calibration.predictions() > 0) {
      out.println(
          field("sureness")
              + "off by "
              + decimals(3, calibration.calibratedError())
              + " calibrated, by "
              + decimals(3, calibration.error())
              + " as the head says it (expected calibration error)");
    }
  }

  private void printRelease(ReleaseFigures release, PrintWriter out) {
    out.println(
        field("released")
            + (release.comparedAfter() == 0
                ? release.encoder() + " does not serve: " + release.outcome()
                : String.format(
                    Locale.ROOT,
                    "%s serves after %s answers, by '%s' (%s pairs: %s): accuracy %s of the %s before, %s of the"
                        + " %s after",
                    release.encoder(),
                    LiveProgress.grouped(release.answersByOld()),
                    release.way(),
                    LiveProgress.grouped(release.pairs()),
                    release.verdict(),
                    decimals(3, release.accuracyBefore()),
                    LiveProgress.grouped(release.comparedBefore()),
                    decimals(3, release.accuracyAfter()),
                    LiveProgress.grouped(release.comparedAfter()))));
  }

  private void printSums(PrintWriter out) {
    DemoFigures run = report.run();
    out.println(
        field("records")
            + String.format(
                Locale.ROOT,
                "%s sent = %s predictions + %s duplicates + %s dead letters: %s",
                LiveProgress.grouped(run.records()),
                LiveProgress.grouped(run.predictions()),
                LiveProgress.grouped(run.duplicates()),
                LiveProgress.grouped(run.deadLetters()),
                verdict(run)));
    out.println(
        field("labels")
            + String.format(
                Locale.ROOT,
                "%s given, %s corrected, %s withdrawn",
                LiveProgress.grouped(run.labels()),
                LiveProgress.grouped(run.corrections()),
                LiveProgress.grouped(run.withdrawals())));
  }

  private String verdict(DemoFigures run) {
    return run.balances()
        ? look.good("nothing lost, nothing doubled")
        : look.bad(
            "NOT BALANCED, " + run.unexpectedPredictions() + " predictions were not expected");
  }

  private void printFacts(PrintWriter out) {
    DemoFacts facts = report.facts();
    out.println(field("head") + facts.head() + " over " + facts.encoder());
    out.println(field("space") + facts.space());
    out.println(field("state") + facts.stateDigest());
    out.println(field("sums") + facts.sumsDigest());
    out.println(field("again") + look.bold(facts.command()));
  }

  private static String field(String name) {
    return String.format(Locale.ROOT, "%-10s ", name);
  }

  private static String decimals(int digits, double value) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** Aligns the first column to the left and numbers to the right. */
  private static List<String> aligned(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < HEADINGS.size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(pad(row.getFirst(), -widths.getFirst()));
      for (int column = 1; column < row.size(); column++) {
        line.append("  ").append(pad(row.get(column), widths.get(column)));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String pad(String text, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }
}
