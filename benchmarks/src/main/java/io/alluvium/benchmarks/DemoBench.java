package io.alluvium.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The demo in a process of its own: how much memory it takes, and how soon it answers. */
final class DemoBench {
  private static final double MAX_MEMORY_MB = 1500;
  private static final double MAX_FIRST_PREDICTION_SECONDS = 20;
  private static final long LOOK_MILLIS = 100;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Path home;
  private final Consumer<String> progress;

  /**
   * Prepares a run.
   *
   * @param home the folder that the script {@code alluvium} is in
   */
  DemoBench(Path home, Consumer<String> progress) {
    this.home = home;
    this.progress = progress;
  }

  Outcome run() throws InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      PeakMemory memory = play(folder.path());
      JsonNode report = new ObjectMapper().readTree(folder.path().resolve("report.json").toFile());
      double seconds = report.required("first_prediction_ms").asDouble() / 1000;
      progress.accept(String.format(Locale.ROOT, "demo: first prediction after %.1f s", seconds));
      return Outcome.of(
          Figure.ceiling(
              Section.DEMO, "peak resident memory", "MB", memory.megabytes(), MAX_MEMORY_MB),
          Figure.ceiling(
              Section.DEMO,
              "start of Java to first prediction",
              "s",
              Spread.of(seconds),
              MAX_FIRST_PREDICTION_SECONDS));
    } catch (IOException e) {
      throw new UncheckedIOException("the demo cannot be run from " + home, e);
    }
  }

  private PeakMemory play(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("demo.log");
    Process process =
        new ProcessBuilder(
                home.resolve("alluvium").toString(),
                "demo",
                "--records",
                "1000",
                "--headless",
                "--report",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    PeakMemory memory = new PeakMemory(process.pid());
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        memory.look();
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the demo did not end: " + Files.readString(log));
        }
      }
    } finally {
      process.destroy();
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "the demo ended with " + process.exitValue() + ": " + Files.readString(log));
    }
    return memory;
  }
}
