package io.alluvium.encoders.internal;

import io.alluvium.encoders.EncoderException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder under the one for temporary files that nobody else can write to. That one is often open
 * to all users, who could otherwise put a model in our place.
 */
final class PrivateFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /**
   * Returns the folder, which is made if it is not there.
   *
   * @throws EncoderException if it cannot be made, or is there and not private
   */
  static Path forTemporaryFiles() {
    return under(Path.of(System.getProperty("java.io.tmpdir", ".")));
  }

  static Path under(Path parent) {
    Path folder = parent.resolve("alluvium-cache-" + System.getProperty("user.name", "user"));
    try {
      makeIfAbsent(folder);
      check(folder);
    } catch (IOException e) {
      throw refused(folder, e.toString(), e);
    }
    return folder;
  }

  private static void makeIfAbsent(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, attributes(folder));
    } catch (FileAlreadyExistsException e) {
      // Made by an earlier start; whether it is ours is checked next.
    }
  }

  private static FileAttribute<?>[] attributes(Path folder) {
    return isPosix(folder)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static void check(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(folder, "it is not a folder", null);
    }
    if (!isPosix(folder)) {
      return;
    }
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(folder))) {
      throw refused(folder, "other users can reach into it", null);
    }
    Path probe = Files.createTempFile(folder, "owner", ".probe");
    boolean ours = Files.getOwner(probe).equals(Files.getOwner(folder));
    Files.delete(probe);
    if (!ours) {
      throw refused(folder, "it belongs to " + Files.getOwner(folder), null);
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static EncoderException refused(Path folder, String why, @Nullable Throwable cause) {
    return new EncoderException(
        "model cache "
            + folder
            + " cannot be used: "
            + why
            + "; remove it, or name another folder with -D"
            + ModelCache.DIRECTORY_PROPERTY,
        cause);
  }
}
