package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first thing that a visitor reads. */
class LauncherHelpTest {
  private static String help = "";

  @BeforeAll
  static void ask() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of("..", "alluvium").toAbsolutePath().normalize().toString(), "--help")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(help).isZero();
  }

  @Test
  void namesEachCommand() {
    assertThat(Alluvium.commandLine().getSubcommands().keySet())
        .isNotEmpty()
        .allSatisfy(command -> assertThat(help).containsPattern("\\b" + command + "\\b"));
  }

  @Test
  void hasNothingButSentencesAtItsMargin() {
    assertThat(help.lines().filter(line -> !line.isEmpty() && !line.startsWith("  ")))
        .isNotEmpty()
        .allMatch(line -> line.matches("[A-Za-z][^<>=]*"));
  }
}
