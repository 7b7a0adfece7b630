package io.alluvium.evaluation.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads class and split out of the path of an image. */
final class ImagePaths {
  private static final List<String> SUFFIXES = List.of(".jpg", ".jpeg", ".png", ".gif", ".bmp");

  private final boolean splitFromTopFolder;
  private final Splits splits;

  ImagePaths(DataProperties properties) {
    properties.choice(DataKey.LABEL_FROM, "folder");
    this.splitFromTopFolder = properties.choice(DataKey.SPLIT_FROM, "top-folder").isPresent();
    this.splits = Splits.of(properties);
  }

  static boolean isImage(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && SUFFIXES.stream().anyMatch(name::endsWith);
  }

  /** Returns the name of the folder that the image lies in, empty if it lies in none. */
  static String label(String path) {
    int end = path.lastIndexOf('/');
    return end < 0 ? "" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  /** Returns what the image is for; empty if it is not used. */
  Optional<Row.Role> role(String path) {
    if (!splitFromTopFolder) {
      return Optional.of(Row.Role.TRAIN);
    }
    int end = path.indexOf('/');
    return end < 0 ? Optional.empty() : splits.role(path.substring(0, end));
  }
}
