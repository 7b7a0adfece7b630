package io.alluvium.evaluation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds data that is not licensed to lie in the repository. */
final class SharedData {
  private static final Path REPOSITORY = Path.of("..");

  private SharedData() {}

  /** Returns the folder, or skips the test if it is not there. */
  static Path require(String relative) {
    String root = Optional.ofNullable(System.getenv("ALLUVIUM_DATA")).orElse("../shared");
    Path folder = REPOSITORY.resolve(root).resolve(relative);
    assumeTrue(Files.exists(folder), () -> "no " + folder + ": set ALLUVIUM_DATA to run this test");
    return folder;
  }
}
