package io.alluvium.app.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The disk with the state is full until the pipeline has ended; then there is room again and
 * another pipeline goes on with what is left there.
 */
final class FullDisk implements Death {
  private static final String SIZE = "size=48m";
  private static final int BALLAST_BLOCK = 64 * 1024;
  private static final Duration END_LIMIT = Duration.ofMinutes(3);

  @Override
  public String happen(Scene scene) {
    Path disk = scene.folder().resolve("disk");
    mount(disk);
    try {
      return fill(scene, disk);
    } finally {
      scene.bury();
      run("umount", disk.toString());
    }
  }

  private static String fill(Scene scene, Path disk) {
    ChildJvm child = scene.startElsewhere("on-small-disk", disk.resolve("state"));
    scene.awaitRunning(child);
    long start = System.nanoTime();
    Path ballast = disk.resolve("ballast");
    if (!scene
        .feed()
        .runUntil(
            () -> {
              fill(ballast);
              return !child.isAlive();
            },
            END_LIMIT)) {
      throw new CrashException(
          "the pipeline still lives " + END_LIMIT.toSeconds() + " s after its disk was full");
    }
    long survived = Duration.ofNanos(System.nanoTime() - start).toMillis();
    try {
      Files.delete(ballast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ChildJvm next = scene.startElsewhere("on-larger-disk", disk.resolve("state"));
    scene.awaitRunning(next);
    scene.feed().runFor(scene.anyMillis(0, 1000));
    return "disk full, ended by itself after " + survived + " ms; went on when there was room";
  }

  /** Takes all room that is left. */
  private static void fill(Path ballast) {
    byte[] block = new byte[BALLAST_BLOCK];
    try (OutputStream out =
        Files.newOutputStream(
            ballast,
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND)) {
      for (int size = BALLAST_BLOCK; size > 0; ) {
        size = write(out, block, size) ? size : size / 2;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean write(OutputStream out, byte[] block, int size) {
    try {
      out.write(block, 0, size);
      return true;
    } catch (IOException full) {
      return false;
    }
  }

  private static void mount(Path disk) {
    try {
      Files.createDirectories(disk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", disk.toString());
  }

  private static void run(String... command) {
    try {
      int status = new ProcessBuilder(command).start().waitFor();
      if (status != 0) {
        throw new CrashException(
            String.join(" ", command) + " ended with " + status + ": only root may mount");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CrashException("interrupted", e);
    }
  }
}
