package io.alluvium.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is away longer than any request waits, and the books of it. */
@Tag("kills")
final class BrokerOutageTest {
  private final long seed = Long.getLong("test.seed", System.nanoTime());

  /** Longer than the session timeout and the transaction timeout of the run. */
  @Test
  void pipelineOutlivesAnOutage(@TempDir Path folder) {
    balance(folder, Duration.ofSeconds(8), 2);
  }

  @Test
  @Tag("deep")
  void pipelineOutlivesAMinute(@TempDir Path folder) {
    balance(folder, Duration.ofMinutes(1), 1);
  }

  private void balance(Path folder, Duration length, int times) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.println("BrokerOutageTest: repeat with -Dtest.seed=" + seed);
    CrashOptions options =
        new CrashOptions(times, seed, EnumSet.of(DeathKind.BROKER), List.of(), Optional.of(folder));
    try (Site site = Site.open(folder)) {
      CrashReport report =
          new CrashRun(site, "outage", folder, options, out, () -> false)
              .play(Collections.nCopies(times, new BrokerOutage(site, "outage", length)));
      report.print(out);

      assertThat(report.faults()).isEmpty();
      assertThat(report.deaths()).isEqualTo(times);
    }
  }
}
