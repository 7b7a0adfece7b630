package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {
  @TempDir private Path folder;

  @Test
  void readsWhatTheProcessHoldsNow() throws IOException {
    Path status =
        Files.writeString(
            folder.resolve("status"), "VmHWM:\t  999999 kB\nVmRSS:\t  500000 kB\nThreads:\t7\n");
    assertThat(new ResidentMemory(status).megabytes()).hasValue(512.0);
  }

  @Test
  void isNotKnownOnceTheProcessHasEnded() {
    assertThat(new ResidentMemory(folder.resolve("gone")).megabytes()).isEmpty();
  }
}
