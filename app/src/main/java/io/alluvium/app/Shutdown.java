package io.alluvium.app;

import io.alluvium.app.pipeline.Pipeline;
import java.io.PrintWriter;

/**
 * Closes in good order when the process is told to end: what was read is committed, and the next
 * start is quick.
 */
final class Shutdown {
  private Shutdown() {}

  static void closeOnSignal(Pipeline pipeline, PrintWriter err) {
    Thread hook =
        new Thread(
            () -> {
              if (pipeline.isOpen()) {
                err.println("Stopping: committing what is done ...");
                pipeline.close();
                err.println("Stopped.");
              }
            },
            "alluvium-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
  }
}
