package io.alluvium.stores;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Golden files: the bytes of each released version of each format, in hex.
 *
 * <p>They are written once, by a run of the tests of this module with {@code -Dgolden.write=true},
 * which writes those that are missing and never touches one that is there: what a released version
 * wrote must be readable for ever. After a change of a layout, raise its version and add a folder.
 */
final class Golden {
  private Golden() {}

  /** Returns the golden bytes; writes the given ones first if asked to and there are none. */
  static byte[] bytes(int version, String name, byte[] current) {
    String resource = "golden/v" + version + "/" + name + ".hex";
    if (Boolean.getBoolean("golden.write")) {
      writeOnce(Path.of("src", "test", "resources").resolve(resource), current);
    }
    try (InputStream golden = Golden.class.getResourceAsStream("/" + resource)) {
      if (golden == null) {
        throw new AssertionError("no golden file " + resource + ": see Golden");
      }
      String hex = new String(golden.readAllBytes(), US_ASCII).replaceAll("\\s", "");
      return HexFormat.of().parseHex(hex);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeOnce(Path file, byte[] bytes) {
    try {
      if (Files.notExists(file)) {
        Files.createDirectories(file.getParent());
        String hex = HexFormat.of().formatHex(bytes);
        Files.writeString(file, hex.replaceAll("(.{64})", "$1\n").strip() + "\n", US_ASCII);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
