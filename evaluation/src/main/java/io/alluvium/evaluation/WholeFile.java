package io.alluvium.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that are there as a whole, or as they were before. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes to a file that exists and is empty. */
    void writeTo(Path temporary) throws IOException;
  }

  /**
   * Writes a file beside its place, whose folder is made if need be, and moves it there. Who may
   * read it is decided as for any new file.
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = Files.createDirectories(target.resolveSibling("."));
    Path temporary = Files.createFile(folder.resolve("writing-" + UUID.randomUUID() + ".tmp"));
    try {
      content.writeTo(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
