package io.alluvium.encoders.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.alluvium.encoders.EncoderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFolderTest {
  @TempDir Path parent;

  @BeforeEach
  void needsPermissions() {
    assumeTrue(
        parent.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "file system has no POSIX permissions");
  }

  @Test
  void isForTheOwnerOnly() throws IOException {
    Path folder = PrivateFolder.under(parent);
    assertThat(Files.getPosixFilePermissions(folder))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void isFoundAgain() {
    assertThat(PrivateFolder.under(parent)).isEqualTo(PrivateFolder.under(parent));
  }

  @Test
  void refusesAFolderThatOthersCanWriteTo() throws IOException {
    Path folder = PrivateFolder.under(parent);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
    assertThatThrownBy(() -> PrivateFolder.under(parent))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("other users can reach into it");
  }

  @Test
  void refusesALink() throws IOException {
    Path folder = PrivateFolder.under(parent);
    Files.delete(folder);
    Files.createSymbolicLink(folder, Files.createDirectory(parent.resolve("elsewhere")));
    assertThatThrownBy(() -> PrivateFolder.under(parent))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("it is not a folder");
  }
}
