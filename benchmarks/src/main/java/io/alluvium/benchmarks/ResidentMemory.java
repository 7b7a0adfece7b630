package io.alluvium.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * The resident set of a process now, as Linux keeps it ({@code VmRSS} in {@code /proc/PID/status});
 * not measured elsewhere.
 */
final class ResidentMemory {
  private static final String FIELD = "VmRSS:";
  private static final double KB_PER_MB = 1000 / 1.024;

  private final Path status;

  ResidentMemory(long pid) {
    this(Path.of("/proc", Long.toString(pid), "status"));
  }

  ResidentMemory(Path status) {
    this.status = status;
  }

  /** Returns it in MB of 10^6 bytes; empty if the process has ended or this is not Linux. */
  OptionalDouble megabytes() {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(FIELD))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KB_PER_MB)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}
