package io.alluvium.app;

import io.alluvium.app.demo.TerminalLine;
import io.alluvium.app.demo.TerminalLook;
import io.alluvium.evaluation.StoppedException;
import io.alluvium.evaluation.Watch;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Shows how an evaluation is getting on, with its rate and the time left, and ends it when it is
 * told to: on a terminal one line that is drawn again five times a second, elsewhere a new line
 * every five seconds. For one thread.
 */
public final class EvaluationProgress implements Watch, AutoCloseable {
  private final TerminalLine line;
  private final LongSupplier nanoClock;
  private final BooleanSupplier stop;
  private String current = "";
  private long startedNanos;
  private long startedAt;
  private long lastDone;

  EvaluationProgress(
      PrintWriter err, TerminalLook look, LongSupplier nanoClock, BooleanSupplier stop) {
    this.line = new TerminalLine(err, nanoClock, look);
    this.nanoClock = nanoClock;
    this.stop = stop;
  }

  @Override
  public void at(String what, long done, long of) {
    if (stop.getAsBoolean()) {
      throw new StoppedException(
          String.format(Locale.ROOT, "Stopped at %s, %d of %d", what, done, of));
    }
    long now = nanoClock.getAsLong();
    if (!what.equals(current) || done < lastDone) {
      current = what;
      startedNanos = now;
      startedAt = done;
    }
    lastDone = done;
    if (line.isDue()) {
      line.show(line(done, of, (now - startedNanos) / 1e9));
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

  /** Shows a line of its own. */
  public void tell(String text) {
    line.tell(text);
  }

  @Override
  public void close() {
    line.close();
  }
}
