package io.alluvium.app.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how a demo is getting on: on a terminal one line that is drawn again five times a second,
 * elsewhere a new line every five seconds. Marks have lines of their own.
 *
 * <p>Give it the error stream; standard output is for results. For one thread.
 */
public final class LiveProgress implements AutoCloseable {
  private final TerminalLine line;
  private final TerminalLook look;
  private final int records;

  /**
   * Starts showing nothing; the first line comes after the first interval.
   *
   * @param out where to, usually standard error
   * @param nanoClock a monotonic clock
   * @param records records that the whole run will have
   */
  public LiveProgress(PrintWriter out, LongSupplier nanoClock, TerminalLook look, int records) {
    this.line = new TerminalLine(out, nanoClock, look);
    this.look = look;
    this.records = records;
  }

  /** Shows the meter if it is time to; cheap otherwise, so call it as often as you like. */
  public void update(DemoMeter meter) {
    if (line.isDue()) {
      line.show(line(meter.figures(), meter.labelsWaiting()));
    }
  }

  /** Shows a line of its own. */
  public void mark(String message) {
    line.tell(look.bold(message));
  }

  /** Shows the meter a last time and ends the line. */
  public void finish(DemoMeter meter) {
    line.show(line(meter.figures(), meter.labelsWaiting()));
    close();
  }

  /** Ends the line that is being redrawn, if there is one; the stream stays open. */
  @Override
  public void close() {
    line.close();
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
