package io.alluvium.evaluation.data;

import io.alluvium.evaluation.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Hashes files. */
public final class FileDigest {
  private static final int CHUNK = 1 << 16;

  private FileDigest() {}

  /**
   * Returns the SHA-256 over the files, 64 hex digits: of each the name, a zero byte, the length as
   * int64 and the bytes. A folder stands for the files in it, in the order of their paths.
   *
   * @throws io.alluvium.evaluation.EvaluationException if one cannot be read
   */
  public static String of(List<Path> files) {
    Sha256 sha256 = new Sha256();
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        inside(file).forEach(one -> add(sha256, file.relativize(one).toString(), one));
      } else {
        add(sha256, String.valueOf(file.getFileName()), file);
      }
    }
    return sha256.hex();
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    }
  }

  private static void add(Sha256 sha256, String name, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      sha256.text(name).number(Files.size(file));
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha256.bytes(chunk, read);
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }
}
