package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VersionTest {
  @TempDir private Path folder;

  @Test
  void numberIsThatOfTheBuild() {
    assertThat(Version.own()).matches("alluvium \\d+\\.\\d+\\.\\d+\\S*( \\(\\S+\\))?");
  }

  private static boolean hasGit() {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void commitIsThatOfTheSourcesAndTellsOfChanges() throws Exception {
    assumeTrue(hasGit(), "no git: the commit of the sources is not told");
    git("init", "--quiet");
    Path file = Files.writeString(folder.resolve("file"), "one");
    git("add", "file");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "one");
    assertThat(Version.commit(folder).orElseThrow()).matches("[0-9a-f]{12}");

    Files.writeString(file, "two");
    assertThat(Version.commit(folder).orElseThrow()).matches("[0-9a-f]{12}-dirty");
  }

  @Test
  void thereIsNoneWithoutGit() throws Exception {
    assertThat(Version.commit(folder)).isEmpty();
    Files.createDirectory(folder.resolve(".git"));
    assertThat(Version.commit(folder)).as("a folder that only looks like it").isEmpty();
  }

  private void git(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 3];
    command[0] = "git";
    command[1] = "-C";
    command[2] = folder.toString();
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
