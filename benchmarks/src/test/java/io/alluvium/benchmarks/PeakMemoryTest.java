package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading the peak that Linux keeps. */
class PeakMemoryTest {
  @TempDir private Path folder;

  @Test
  void keepsTheLargestThatItSaw() throws IOException {
    Path status = folder.resolve("status");
    PeakMemory memory = new PeakMemory(status);
    Files.writeString(status, "Name:\tjava\nVmHWM:\t  100000 kB\nVmRSS:\t 5 kB\n");
    memory.look();
    Files.writeString(status, "Name:\tjava\n");
    memory.look();
    Files.delete(status);
    memory.look();
    assertThat(memory.megabytes().median()).isEqualTo(102.4, within(1e-9));
  }

  @Test
  void whereThereIsNoSuchFileNothingIsMeasured() {
    PeakMemory memory = new PeakMemory(folder.resolve("absent"));
    memory.look();
    assertThat(memory.megabytes()).isEqualTo(Spread.NONE);
  }
}
