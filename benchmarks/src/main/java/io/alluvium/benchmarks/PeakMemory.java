package io.alluvium.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The largest resident set of a process so far, as Linux keeps it ({@code VmHWM} in {@code
 * /proc/PID/status}); not measured elsewhere. The process is asked while it lives. For one thread.
 */
final class PeakMemory {
  private static final String FIELD = "VmHWM:";
  private static final double KB_PER_MB = 1000 / 1.024;

  private final Path status;
  private double megabytes;

  PeakMemory(long pid) {
    this(Path.of("/proc", Long.toString(pid), "status"));
  }

  PeakMemory(Path status) {
    this.status = status;
  }

  /** Reads what the process has needed until now. */
  void look() {
    try {
      megabytes = Math.max(megabytes, parse(Files.readAllLines(status)));
    } catch (IOException e) {
      // It has ended, or this is not Linux: what was seen before stands.
      return;
    }
  }

  static double parse(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(FIELD))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KB_PER_MB)
        .findFirst()
        .orElse(0);
  }

  /** Returns the peak in MB of 10^6 bytes, empty if it was never seen. */
  Spread megabytes() {
    return megabytes == 0 ? Spread.NONE : Spread.of(megabytes);
  }
}
