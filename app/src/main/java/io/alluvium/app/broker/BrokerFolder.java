package io.alluvium.app.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one broker, readable by its owner only and locked while in use: {@code log} holds
 * what Kafka writes, {@code broker.lock} the lock.
 */
final class BrokerFolder implements AutoCloseable {
  private final Path root;
  private final boolean temporary;
  private final FileChannel lock;

  private BrokerFolder(Path root, boolean temporary, FileChannel lock) {
    this.root = root;
    this.temporary = temporary;
    this.lock = lock;
  }

  /**
   * Creates the folder where it is missing, and locks it.
   *
   * @param wanted the folder; null for a temporary one
   * @throws BrokerException if another broker uses the folder
   */
  static BrokerFolder open(@Nullable Path wanted) {
    try {
      Path root =
          wanted == null
              ? Files.createTempDirectory("alluvium-broker-")
              : Files.createDirectories(wanted);
      restrict(root);
      FileChannel lock = lock(root);
      Files.createDirectories(root.resolve("log"));
      return new BrokerFolder(root, wanted == null, lock);
    } catch (IOException e) {
      throw new BrokerException(
          "broker folder " + wanted + " cannot be used: give one that can be written to", e);
    }
  }

  /** Returns the folder that Kafka writes to. */
  Path log() {
    return root.resolve("log");
  }

  /** Gives the folder back; a temporary one is deleted. */
  @Override
  public void close() {
    try {
      lock.close();
      if (temporary) {
        delete(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("broker folder " + root + " cannot be given back", e);
    }
  }

  private static void restrict(Path root) throws IOException {
    if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new BrokerException(
          "broker folder " + root + " is in use: stop the other broker or give another folder");
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
