package io.alluvium.app.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One line that says how something is getting on: on a terminal it is drawn again five times a
 * second, elsewhere there is a new one every five seconds. For one thread.
 */
public final class TerminalLine implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final Duration NEW_LINE = Duration.ofSeconds(5);

  /** Back to the first column; and do not wrap, since a wrapped line cannot be drawn again. */
  private static final String BEGIN = "\r\u001b[?7l";

  /** Erase the rest of the longer line before, and wrap again. */
  private static final String END = "\u001b[K\u001b[?7h";

  private final PrintWriter out;
  private final LongSupplier nanoClock;
  private final TerminalLook look;
  private long lastNanos;
  private boolean unfinished;

  /**
   * Starts showing nothing; the first line is due after the first interval.
   *
   * @param out where to, usually standard error
   * @param nanoClock a monotonic clock
   */
  public TerminalLine(PrintWriter out, LongSupplier nanoClock, TerminalLook look) {
    this.out = out;
    this.nanoClock = nanoClock;
    this.look = look;
    this.lastNanos = nanoClock.getAsLong();
  }

  /** Returns whether it is time for the line again; then it counts as shown. */
  public boolean isDue() {
    long now = nanoClock.getAsLong();
    if (now - lastNanos < (look.redraws() ? REDRAW : NEW_LINE).toNanos()) {
      return false;
    }
    lastNanos = now;
    return true;
  }

  /** Shows the line. */
  public void show(String line) {
    if (look.redraws()) {
      out.print(BEGIN + line + END);
      unfinished = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Shows a line of its own. */
  public void tell(String line) {
    finish();
    out.println(line);
    out.flush();
  }

  private void finish() {
    if (unfinished) {
      out.println();
      unfinished = false;
    }
  }

  /** Ends the line that is being redrawn, if there is one; the stream stays open. */
  @Override
  public void close() {
    finish();
    out.flush();
  }
}
