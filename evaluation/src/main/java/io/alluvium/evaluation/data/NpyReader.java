package io.alluvium.evaluation.data;

import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.EvaluationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads vectors out of NumPy arrays: an {@code .npy} file with one of labels beside it, or an
 * {@code .npz} file that holds both, as {@code x} and {@code y} or as {@code x_train}, {@code
 * y_train}, {@code x_test} and {@code y_test}.
 */
final class NpyReader implements RowReader {
  private static final List<String> VECTORS = List.of("x", "embeddings", "vectors", "features");
  private static final List<String> LABELS = List.of("y", "labels", "label", "targets");

  private final Path file;
  private final DataProperties properties;

  NpyReader(Path file, DataProperties properties) {
    this.file = file;
    this.properties = properties;
  }

  static boolean isArrays(Path file) {
    String name = InputFiles.unpackedName(file);
    return name.endsWith(".npy") || name.endsWith(".npz");
  }

  @Override
  public void read(RowSink sink) {
    Map<String, NpyArray> arrays = arrays();
    Optional<NpyArray> train = find(arrays, VECTORS, "_train");
    if (train.isPresent()) {
      NpyArray trainLabels = required(arrays, LABELS, "_train");
      rows("train", Row.Role.TRAIN, train.get(), trainLabels, 0, sink);
      NpyArray test = required(arrays, VECTORS, "_test");
      NpyArray testLabels = required(arrays, LABELS, "_test");
      rows("test", Row.Role.TEST, test, testLabels, train.get().rows(), sink);
    } else {
      NpyArray vectors = required(arrays, VECTORS, "");
      rows("", Row.Role.TRAIN, vectors, required(arrays, LABELS, ""), 0, sink);
    }
  }

  private Map<String, NpyArray> arrays() {
    Map<String, NpyArray> arrays = new HashMap<>();
    if (InputFiles.unpackedName(file).endsWith(".npy")) {
      arrays.put("x", array(file));
      Path labels = file.resolveSibling(properties.required(DataKey.LABELS));
      arrays.put("y", array(labels));
      return arrays;
    }
    try (ZipInputStream zip = new ZipInputStream(InputFiles.open(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName().replaceAll("\\.npy$", "");
        arrays.put(name, NpyArray.of(file.getFileName() + "!" + name, zip.readAllBytes()));
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
    return arrays;
  }

  private static NpyArray array(Path file) {
    try (InputStream in = InputFiles.open(file)) {
      return NpyArray.of(file.toString(), in.readAllBytes());
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private static Optional<NpyArray> find(
      Map<String, NpyArray> arrays, List<String> names, String suffix) {
    return names.stream().flatMap(name -> Stream.ofNullable(arrays.get(name + suffix))).findFirst();
  }

  private NpyArray required(Map<String, NpyArray> arrays, List<String> names, String suffix) {
    return find(arrays, names, suffix)
        .orElseThrow(() ->
            new EvaluationException(
                file
                    + " has the arrays "
                    + arrays.keySet()
                    + ", expected one named "
                    + names.stream().map(name -> name + suffix).toList()));
  }

  private void rows(
      String split, Row.Role role, NpyArray vectors, NpyArray labels, int before, RowSink sink) {
    if (vectors.rows() != labels.rows()) {
      throw new EvaluationException(
          file + " has " + vectors.rows() + " vectors and " + labels.rows() + " labels");
    }
    for (int i = 0; i < vectors.rows(); i++) {
      String place = file.getFileName() + ":" + split + "[" + i + "]";
      float[] values = vectors.numbers(i);
      Optional<String> wrong = wrong(values);
      if (wrong.isPresent()) {
        sink.bad(place, wrong.get());
        continue;
      }
      sink.row(
          new Row(
              split + i,
              labels.text(i),
              role,
              "",
              "",
              before + i,
              new Payload.Numbers(values),
              place));
    }
  }

  private static Optional<String> wrong(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return Optional.of(
            "has " + values[i] + " at dimension " + i + ", expected a finite number");
      }
    }
    return Optional.empty();
  }
}
