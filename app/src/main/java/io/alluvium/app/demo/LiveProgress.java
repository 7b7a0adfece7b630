package io.alluvium.app.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how a demo is getting on: on a terminal one line that is drawn again five times a second,
 * elsewhere a new line every five seconds. Marks have lines of their own.
 *
 * <p>Give it the error stream; standard output is for results. For one thread.
 */
public final class LiveProgress implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final Duration NEW_LINE = Duration.ofSeconds(5);

  /** Back to the first column; and do not wrap, since a wrapped line cannot be drawn again. */
  private static final String BEGIN = "\r\u001b[?7l";

  /** Erase the rest of the longer line before, and wrap again. */
  private static final String END = "\u001b[K\u001b[?7h";

  private final PrintWriter out;
  private final LongSupplier nanoClock;
  private final TerminalLook look;
  private final int records;
  private long lastNanos;
  private boolean unfinishedLine;

  /**
   * Starts showing nothing; the first line comes after the first interval.
   *
   * @param out where to, usually standard error
   * @param nanoClock a monotonic clock
   * @param records records that the whole run will have
   */
  public LiveProgress(PrintWriter out, LongSupplier nanoClock, TerminalLook look, int records) {
    this.out = out;
    this.nanoClock = nanoClock;
    this.look = look;
    this.records = records;
    this.lastNanos = nanoClock.getAsLong();
  }

  /** Shows the meter if it is time to; cheap otherwise, so call it as often as you like. */
  public void update(DemoMeter meter) {
    long now = nanoClock.getAsLong();
    if (now - lastNanos >= (look.redraws() ? REDRAW : NEW_LINE).toNanos()) {
      lastNanos = now;
      show(line(meter.figures(), meter.labelsWaiting()));
    }
  }

  /** Shows a line of its own. */
  public void mark(String message) {
    finishLine();
    out.println(look.bold(message));
    out.flush();
  }

  /** Shows the meter a last time and ends the line. */
  public void finish(DemoMeter meter) {
    show(line(meter.figures(), meter.labelsWaiting()));
    close();
  }

  /** Ends the line that is being redrawn, if there is one; the stream stays open. */
  @Override
  public void close() {
    finishLine();
    out.flush();
  }

  private void show(String line) {
    if (look.redraws()) {
      out.print(BEGIN + line + END);
      unfinishedLine = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  private void finishLine() {
    if (unfinishedLine) {
      out.println();
      unfinishedLine = false;
    }
  }

  private String line(DemoFigures figures, long waiting) {
    long done = figures.predictions() + figures.duplicates() + figures.deadLetters();
    return String.format(
        Locale.ROOT,
        "event %s/%s  acc(1000) %.2f  classes %d  labels %s (waiting %s)  %.0f rec/s  p99 %.0f ms",
        grouped(done),
        grouped(records),
        figures.prequentialAccuracyWindow(),
        figures.classes(),
        grouped(figures.labels()),
        grouped(waiting),
        figures.recordsPerSecond(),
        figures.latencyP99Ms());
  }

  /** Returns a count with a blank between groups of three digits. */
  static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
  }
}
