package io.alluvium.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a demo keeps the logs of its broker and the state of its learner: deleted at the end unless
 * the user chose it.
 */
final class DemoFolder implements AutoCloseable {
  private final Path root;
  private final boolean kept;

  private DemoFolder(Path root, boolean kept) {
    this.root = root;
    this.kept = kept;
  }

  static DemoFolder in(Optional<Path> chosen) {
    try {
      return chosen.isPresent()
          ? new DemoFolder(Files.createDirectories(chosen.get()), true)
          : new DemoFolder(Files.createTempDirectory("alluvium-demo-"), false);
    } catch (IOException e) {
      throw new UncheckedIOException("the demo cannot make its folder", e);
    }
  }

  Path broker() {
    return root.resolve("broker");
  }

  Path state() {
    return root.resolve("state");
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the demo cannot delete its folder " + root, e);
    }
  }
}
