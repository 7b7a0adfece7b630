package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restart finds on its disk. */
final class LocalStateTest {
  @TempDir private Path root;
  private Path folder;
  private LocalState state;

  @BeforeEach
  void prepare() throws IOException {
    state = LocalState.of(Map.of("state.dir", root.toString(), "application.id", "app"));
    folder = root.resolve("app");
    Files.createDirectories(folder.resolve("0_0/rocksdb/bank"));
    Files.writeString(folder.resolve("0_0/rocksdb/bank/000004.log"), "half");
    Files.writeString(folder.resolve("kafka-streams-process-metadata"), "{}");
  }

  @Test
  void isKeptIfItWasClosed() {
    state.closed();
    state.open();
    assertThat(folder.resolve("0_0/rocksdb/bank/000004.log")).exists();
  }

  @Test
  void isMadeAnewIfItWasNotClosed() {
    state.open();
    assertThat(folder).isDirectoryNotContaining("glob:**0_0*");
  }

  @Test
  void countsAsNotClosedOnceItIsOpen() {
    state.closed();
    state.open();
    state.open();
    assertThat(folder.resolve("0_0")).doesNotExist();
  }

  @Test
  void keepsTheIdentityOfTheProcess() {
    state.open();
    assertThat(folder.resolve("kafka-streams-process-metadata")).exists();
  }

  @Test
  void finishesWhatAnotherBegan() throws IOException {
    state.closed();
    Files.createDirectories(folder.resolve("0_1.dead/rocksdb"));
    state.open();
    assertThat(folder.resolve("0_1.dead")).doesNotExist();
    assertThat(folder.resolve("0_0")).exists();
  }

  @Test
  void needsNoFolder() {
    LocalState none = LocalState.of(Map.of("state.dir", root.toString(), "application.id", "none"));
    none.open();
    none.closed();
    assertThat(root.resolve("none")).doesNotExist();
  }
}
