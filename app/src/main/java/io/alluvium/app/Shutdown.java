package io.alluvium.app;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in good order when the process is told to (Ctrl-C, SIGTERM): the command sees
 * the request, closes what it opened, and only then does the process end.
 *
 * <p>Open it first and close it last. Safe for any thread.
 */
final class Shutdown implements AutoCloseable {
  private static final long MAX_WAIT_SECONDS = 120;

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final PrintWriter err;
  private final Thread hook = new Thread(this::request, "alluvium-shutdown");

  private Shutdown(PrintWriter err) {
    this.err = err;
  }

  /** Listens from now on. */
  static Shutdown listen(PrintWriter err) {
    Shutdown shutdown = new Shutdown(err);
    Runtime.getRuntime().addShutdownHook(shutdown.hook);
    return shutdown;
  }

  private void request() {
    requested.countDown();
    err.println("Stopping: committing what is done ...");
    err.flush();
    try {
      boolean ended = done.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
      err.println(
          ended ? "Stopped." : "Not stopped after " + MAX_WAIT_SECONDS + " s: ending anyway.");
      err.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether the command should end. */
  boolean isRequested() {
    return requested.getCount() == 0;
  }

  @Override
  public void close() {
    done.countDown();
    if (!isRequested()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
