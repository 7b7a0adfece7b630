package io.alluvium.app;

import io.alluvium.app.demo.TerminalLook;
import io.alluvium.evaluation.StoppedException;
import java.io.PrintWriter;
import java.util.function.Function;

/** Runs long work under a line of progress that Ctrl-C ends in good order. */
public final class TerminalWatch {
  private TerminalWatch() {}

  /**
   * Does the work.
   *
   * @param work is given the watch that it asks, and that takes lines for the user
   * @throws StoppedException if the user has ended it
   */
  public static <T> T under(PrintWriter err, Function<EvaluationProgress, T> work) {
    TerminalLook look =
        TerminalLook.of(Boolean.getBoolean("alluvium.stderr.terminal"), System.getenv());
    try (Shutdown shutdown = Shutdown.listen(err);
        EvaluationProgress progress =
            new EvaluationProgress(err, look, System::nanoTime, shutdown::isRequested)) {
      return work.apply(progress);
    }
  }
}
