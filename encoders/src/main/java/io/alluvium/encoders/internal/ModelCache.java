package io.alluvium.encoders.internal;

import io.alluvium.encoders.EncoderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in which model files out of the class path lie unpacked, since ONNX Runtime opens paths.
 *
 * <p>Every file is checked against its known hash whenever it is asked for; a missing or damaged
 * one is unpacked anew beside its place and moved there in one step, so that processes may share
 * the folder.
 */
final class ModelCache {
  /** System property that names the folder. */
  static final String DIRECTORY_PROPERTY = "alluvium.cache.dir";

  private static final Logger LOG = LoggerFactory.getLogger(ModelCache.class);

  private final Path directory;

  ModelCache(Path directory) {
    this.directory = directory;
  }

  /** Returns the cache in the configured folder, or else in a private one for temporary files. */
  static ModelCache standard() {
    return new ModelCache(
        Optional.ofNullable(System.getProperty(DIRECTORY_PROPERTY))
            .map(Path::of)
            .orElseGet(PrivateFolder::forTemporaryFiles));
  }

  /**
   * Returns the unpacked file of a class-path resource at the class path's root.
   *
   * @param sha256 hash that the file must have
   * @throws EncoderException if the resource is missing or another one, or the folder cannot be
   *     written to
   */
  ModelFile get(String resource, String sha256) {
    Path path = directory.resolve(sha256.substring(0, 12) + "-" + resource);
    if (Files.isRegularFile(path) && ModelFile.of(path).sha256().equals(sha256)) {
      return new ModelFile(path, sha256);
    }
    try {
      unpack(resource, sha256, path);
    } catch (IOException e) {
      throw new EncoderException(
          "cannot unpack "
              + resource
              + " to "
              + path
              + ": "
              + e
              + "; name a folder that can be written to with -D"
              + DIRECTORY_PROPERTY,
          e);
    }
    return new ModelFile(path, sha256);
  }

  private void unpack(String resource, String sha256, Path path) throws IOException {
    Files.createDirectories(directory);
    Path part = Files.createTempFile(directory, resource, ".part");
    try {
      String found = copy(resource, part);
      if (!found.equals(sha256)) {
        throw new EncoderException(
            "class path has another " + resource + ": sha256 is " + found + ", expected " + sha256);
      }
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      LOG.info("unpacked {} to {}", resource, path);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String copy(String resource, Path target) throws IOException {
    try (InputStream from = ModelCache.class.getResourceAsStream("/" + resource);
        OutputStream to = Files.newOutputStream(target)) {
      if (from == null) {
        throw new EncoderException("class path has no " + resource + ": add its Maven artefact");
      }
      return ModelFile.copy(from, to);
    }
  }
}
