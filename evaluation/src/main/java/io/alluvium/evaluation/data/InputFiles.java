package io.alluvium.evaluation.data;

import io.alluvium.evaluation.EvaluationException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Opens files, unpacked where their name ends in {@code .gz}. */
final class InputFiles {
  private static final String GZIP = ".gz";
  private static final int BUFFER_BYTES = 1 << 16;

  private InputFiles() {}

  static InputStream open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    if (!lowerCaseName(file).endsWith(GZIP)) {
      return new BufferedInputStream(raw, BUFFER_BYTES);
    }
    try {
      return new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES), BUFFER_BYTES);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** Returns the name of the file in lower case. */
  static String lowerCaseName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
  }

  /** Returns the name in lower case without {@code .gz}. */
  static String unpackedName(Path file) {
    String name = lowerCaseName(file);
    return name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
  }

  /** Returns what to throw where a file cannot be read. */
  static EvaluationException unreadable(Path file, Exception cause) {
    return new EvaluationException(file + " cannot be read: " + cause, cause);
  }
}
