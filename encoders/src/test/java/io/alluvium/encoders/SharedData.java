package io.alluvium.encoders;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds data that is too large, or not licensed, to lie in the repository. */
public final class SharedData {
  private static final Path REPOSITORY = Path.of("..");

  private SharedData() {}

  /** Returns the file, or skips the test if it is not there. */
  public static Path require(String relative) {
    String root = Optional.ofNullable(System.getenv("ALLUVIUM_DATA")).orElse("../shared");
    Path file = REPOSITORY.resolve(root).resolve(relative);
    assumeTrue(Files.exists(file), () -> "no " + file + ": set ALLUVIUM_DATA to run this test");
    return file;
  }
}
