package io.alluvium.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are whole or not there. */
class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void whoMayReadItIsDecidedAsForAnyNewFile() throws IOException {
    Path any = Files.createFile(folder.resolve("any"));
    Path whole = folder.resolve("new/whole");

    WholeFile.write(whole, temporary -> Files.writeString(temporary, "all"));

    assertThat(whole).hasContent("all");
    assertThat(Files.getPosixFilePermissions(whole)).isEqualTo(Files.getPosixFilePermissions(any));
  }

  @Test
  void whatFailsLeavesWhatWasThere() throws IOException {
    Path whole = Files.writeString(folder.resolve("whole"), "before");

    assertThatThrownBy(() ->
            WholeFile.write(
                whole,
                temporary -> {
                  Files.writeString(temporary, "hal");
                  throw new IOException("no room");
                }))
        .hasMessage("no room");

    assertThat(whole).hasContent("before");
    assertThat(folder).isDirectoryContaining(whole::equals).isDirectoryNotContaining("glob:**.tmp");
  }
}
