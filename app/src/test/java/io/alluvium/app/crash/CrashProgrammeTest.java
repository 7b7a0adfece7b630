package io.alluvium.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One stream through all kinds of death, and the books of it. */
@Tag("kills")
final class CrashProgrammeTest {
  /** With the SIGKILLs that end the other kinds, a zombie's two among them, at least twenty. */
  private static final int KILLS = 11;

  private static final int BROKER_KILLS = 3;
  private static final int ZOMBIES = 3;

  private final long seed = Long.getLong("test.seed", System.nanoTime());

  @Test
  void nobodyCanTell(@TempDir Path folder) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.println("CrashProgrammeTest: repeat with -Dtest.seed=" + seed);
    List<Death> deaths = deaths(out);
    CrashOptions options =
        new CrashOptions(
            deaths.size(), seed, EnumSet.allOf(DeathKind.class), List.of(), Optional.of(folder));
    try (Site site = Site.open(folder)) {
      CrashReport report =
          new CrashRun(site, "crash", folder, options, out, () -> false).play(deaths);
      report.print(out);

      assertThat(report.faults()).isEmpty();
      assertThat(report.deaths()).isEqualTo(deaths.size());
    }
  }

  private List<Death> deaths(PrintWriter out) {
    Random random = new Random(seed);
    List<Death> deaths = new ArrayList<>(HaltAt.all(random));
    deaths.addAll(Collections.nCopies(KILLS, new Sigkill()));
    deaths.addAll(Collections.nCopies(BROKER_KILLS, new BrokerKill()));
    deaths.addAll(Collections.nCopies(ZOMBIES, new Zombie()));
    if (isRoot()) {
      deaths.add(new FullDisk());
    } else {
      out.println("CrashProgrammeTest: no full disk, since only root may mount a small one");
    }
    Collections.shuffle(deaths, random);
    return deaths;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }
}
