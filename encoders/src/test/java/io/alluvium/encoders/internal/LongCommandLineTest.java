package io.alluvium.encoders.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A command line as long as a class path of hundreds of libraries. */
final class LongCommandLineTest {
  private static final int CHARACTERS = 100_000;

  @Test
  void doesNotEndTheProcessWhenTheRuntimeStarts() throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            "-Dpadding=" + "x".repeat(CHARACTERS),
            RuntimeStart.class.getName());
    java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = java.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
  }
}
