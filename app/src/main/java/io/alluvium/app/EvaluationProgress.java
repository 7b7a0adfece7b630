package io.alluvium.app;

import io.alluvium.app.demo.TerminalLook;
import io.alluvium.evaluation.StoppedException;
import io.alluvium.evaluation.Watch;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Shows how an evaluation is getting on, with its rate and the time left, and ends it when it is
 * told to: on a terminal one line that is drawn again five times a second, elsewhere a new line
 * every five seconds. For one thread.
 */
final class EvaluationProgress implements Watch, AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final Duration NEW_LINE = Duration.ofSeconds(5);

  /** Back to the first column without wrapping, and at the end erase the rest of the line. */
  private static final String BEGIN = "\r\u001b[?7l";

  private static final String END = "\u001b[K\u001b[?7h";

  private final PrintWriter err;
  private final TerminalLook look;
  private final LongSupplier nanoClock;
  private final BooleanSupplier stop;
  private String current = "";
  private long startedNanos;
  private long startedAt;
  private long lastNanos;
  private boolean unfinishedLine;

  EvaluationProgress(
      PrintWriter err, TerminalLook look, LongSupplier nanoClock, BooleanSupplier stop) {
    this.err = err;
    this.look = look;
    this.nanoClock = nanoClock;
    this.stop = stop;
    this.lastNanos = nanoClock.getAsLong();
  }

  @Override
  public void at(String what, long done, long of) {
    if (stop.getAsBoolean()) {
      throw new StoppedException(
          String.format(Locale.ROOT, "Stopped at %s, %d of %d", what, done, of));
    }
    long now = nanoClock.getAsLong();
    if (!what.equals(current)) {
      current = what;
      startedNanos = now;
      startedAt = done;
    }
    if (now - lastNanos >= (look.redraws() ? REDRAW : NEW_LINE).toNanos()) {
      lastNanos = now;
      show(line(done, of, (now - startedNanos) / 1e9));
    }
  }

  private String line(long done, long of, double seconds) {
    double rate = seconds > 0 ? (done - startedAt) / seconds : 0;
    String left =
        rate > 0 && of > done
            ? String.format(Locale.ROOT, ", %.0f s left", (of - done) / rate)
            : "";
    return String.format(Locale.ROOT, "%s  %d/%d  %.0f/s%s", current, done, of, rate, left);
  }

  private void show(String line) {
    if (look.redraws()) {
      err.print(BEGIN + line + END);
      unfinishedLine = true;
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Shows a line of its own. */
  void tell(String line) {
    finishLine();
    err.println(line);
    err.flush();
  }

  private void finishLine() {
    if (unfinishedLine) {
      err.println();
      unfinishedLine = false;
    }
  }

  @Override
  public void close() {
    finishLine();
    err.flush();
  }
}
