package io.alluvium.evaluation.data;

import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.EvaluationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads images out of zip files, in the order of their entries, and out of folders, in the order of
 * their paths. What is no image by its name is passed over.
 */
final class ImageReader implements RowReader {
  /** Longer than any image that an encoder takes; what is longer is not read to its end. */
  private static final int MAX_BYTES = 64 << 20;

  private final List<Path> sources;
  private final ImagePaths paths;

  ImageReader(List<Path> sources, DataProperties properties) {
    this.sources = sources;
    this.paths = new ImagePaths(properties);
  }

  @Override
  public void read(RowSink sink) {
    long number = 0;
    for (Path source : sources) {
      number = Files.isDirectory(source) ? folder(source, number, sink) : zip(source, number, sink);
    }
    if (number == 0) {
      throw new EvaluationException(
          sources + " has no image (.jpg, .png, .gif or .bmp) in a folder of its class");
    }
  }

  private long folder(Path folder, long before, RowSink sink) {
    long number = before;
    for (Path file : images(folder)) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      try (InputStream image = Files.newInputStream(file)) {
        image(path, folder.getFileName() + "/" + path, image, number, sink);
      } catch (IOException e) {
        sink.bad(file.toString(), "cannot be read: " + e);
      }
      number++;
    }
    return number;
  }

  private static List<Path> images(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> ImagePaths.isImage(file.toString().replace('\\', '/')))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    }
  }

  private long zip(Path file, long before, RowSink sink) {
    long number = before;
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        if (entry.isDirectory() || !ImagePaths.isImage(entry.getName())) {
          continue;
        }
        String place = file.getFileName() + "!" + entry.getName();
        try (InputStream image = zip.getInputStream(entry)) {
          image(entry.getName(), place, image, number, sink);
        } catch (IOException e) {
          sink.bad(place, "cannot be read: " + e);
        }
        number++;
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
    return number;
  }

  private void image(String path, String place, InputStream image, long number, RowSink sink)
      throws IOException {
    Optional<Row.Role> role = paths.role(path);
    if (role.isPresent()) {
      byte[] bytes = image.readNBytes(MAX_BYTES);
      sink.row(
          new Row(
              path,
              ImagePaths.label(path),
              role.get(),
              "",
              "",
              number,
              new Payload.Image(bytes),
              place));
    }
  }
}
