package io.alluvium.evaluation;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** Folders that are there as a whole or not at all. */
public final class WholeFolder {
  private WholeFolder() {}

  /** Fills a folder. */
  @FunctionalInterface
  public interface Content {
    /** Writes into a folder that exists and is empty. */
    void writeTo(Path temporary) throws IOException;
  }

  /**
   * Checks that a folder may be written: it is not there, or empty.
   *
   * @throws FileAlreadyExistsException if it is neither
   */
  public static void checkFree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    boolean empty = Files.isDirectory(folder);
    if (empty) {
      try (Stream<Path> content = Files.list(folder)) {
        empty = content.findAny().isEmpty();
      }
    }
    if (!empty) {
      throw new FileAlreadyExistsException(folder.toString());
    }
  }

  /**
   * Writes a folder beside its place, and moves it there.
   *
   * @throws FileAlreadyExistsException if there is something that is not an empty folder
   */
  public static void write(Path folder, Content content) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    checkFree(target);
    Path parent = Files.createDirectories(target.resolveSibling("."));
    Path temporary =
        Files.createDirectory(
            parent.resolve(target.getFileName() + ".writing-" + UUID.randomUUID()));
    try {
      content.writeTo(temporary);
      Files.deleteIfExists(target);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(temporary);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
