package io.alluvium.app.crash;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Kills a working pipeline again and again, each time in another moment, and then proves from the
 * committed topics that nobody could tell: nothing lost, nothing doubled, and every prediction,
 * event and digest the same to the last bit as in an uninterrupted replay of the same ledger.
 */
public final class CrashProgramme {
  private final CrashOptions options;
  private final PrintWriter out;
  private final BooleanSupplier stopRequested;

  /**
   * Prepares a programme.
   *
   * @param out gets a line for each death
   * @param stopRequested asked before each death: whether to end without closing the books
   */
  public CrashProgramme(CrashOptions options, PrintWriter out, BooleanSupplier stopRequested) {
    this.options = options;
    this.out = out;
    this.stopRequested = stopRequested;
  }

  /**
   * Plays all cycles, and closes the books.
   *
   * @throws CrashException if the programme itself cannot go on, or is told to stop
   */
  public CrashReport play() {
    Path folder = folder();
    CrashReport report;
    try (Site site = Site.open(folder)) {
      CrashRun run = new CrashRun(site, "crash", folder, options, out, stopRequested);
      report = run.play(CrashPlan.of(options));
    }
    if (options.dataDirectory().isEmpty() && report.isBalanced()) {
      delete(folder);
    } else {
      out.println("Broker, state and logs are in " + folder);
    }
    return report;
  }

  private Path folder() {
    try {
      return options.dataDirectory().isPresent()
          ? Files.createDirectories(options.dataDirectory().get())
          : Files.createTempDirectory("alluvium-crash-");
    } catch (IOException e) {
      throw new UncheckedIOException("the crash programme cannot make its folder", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the crash programme cannot delete its folder " + folder, e);
    }
  }
}
