package io.alluvium.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** Says which versions are running. */
final class Version implements IVersionProvider {
  /** The folder that {@code ./alluvium} was started from, which it tells. */
  private static final String HOME = "alluvium.home";

  private static final int GIT_SECONDS = 5;

  @Override
  public String[] getVersion() {
    return new String[] {
      own(), "Kafka " + AppInfoParser.getVersion() + ", Java " + Runtime.version(),
    };
  }

  /**
   * Returns name and version, and where it runs out of its sources under Git the commit, with
   * {@code -dirty} behind it if files were changed since.
   */
  static String own() {
    return "alluvium "
        + number()
        + Optional.ofNullable(System.getProperty(HOME))
            .flatMap(home -> commit(Path.of(home)))
            .map(commit -> " (" + commit + ")")
            .orElse("");
  }

  private static String number() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /** Returns the commit of the sources in a folder; empty without Git. */
  static Optional<String> commit(Path folder) {
    if (!Files.exists(folder.resolve(".git"))) {
      return Optional.empty();
    }
    try {
      Process git =
          new ProcessBuilder(
                  "git",
                  "-C",
                  folder.toString(),
                  "describe",
                  "--always",
                  "--dirty",
                  "--abbrev=12",
                  "--exclude=*")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!git.waitFor(GIT_SECONDS, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return Optional.empty();
      }
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.exitValue() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
