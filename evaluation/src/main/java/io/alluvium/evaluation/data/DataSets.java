package io.alluvium.evaluation.data;

import io.alluvium.evaluation.EvaluationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds data sets.
 *
 * <ul>
 *   <li>{@code wordnet}: WordNet's definitions, out of the class path.
 *   <li>{@code wordnet-usage}: the sentences in which WordNet shows how the same words are used.
 *   <li>a folder with {@code dataset.properties}, whose keys are those of {@link DataKey}
 *   <li>a folder of images, each in a folder of its class, or a {@code .zip} of one
 *   <li>a table: {@code .csv} or {@code .tsv}
 *   <li>a table in Parquet: {@code .parquet}
 *   <li>images in IDX form, {@code NAME-images-idx3-ubyte}
 *   <li>vectors in {@code .npy} or {@code .npz}
 * </ul>
 *
 * <p>Tables, images in IDX form and arrays may be packed as {@code .gz}.
 */
public final class DataSets {
  private static final String WORDNET = "wordnet";
  private static final String WORDNET_USAGE = "wordnet-usage";
  private static final String PROPERTIES = "dataset.properties";

  private DataSets() {}

  /**
   * Returns the data set at a place.
   *
   * @param place name or path
   * @param given options that win over those of the folder
   * @throws EvaluationException if there is none, or its options are not as they should be
   */
  public static DataSet open(String place, DataProperties given) {
    if (place.equals(WORDNET) || place.equals(WORDNET_USAGE)) {
      WordNetReader reader =
          place.equals(WORDNET) ? WordNetReader.definitions() : WordNetReader.usageExamples();
      return new DataSet(place, List.of(), "text", given, reader.sha256(), reader);
    }
    Path path = Path.of(place);
    if (!Files.exists(path)) {
      throw new EvaluationException(
          "no data set '" + place + "': expected wordnet, wordnet-usage or a path");
    }
    Path described = path.resolve(PROPERTIES);
    DataProperties properties =
        Files.isRegularFile(described) ? DataProperties.read(described).under(given) : given;
    List<Path> files = properties.list(DataKey.FILE).stream().map(path::resolve).toList();
    return of(path, files.isEmpty() ? List.of(path) : files, properties);
  }

  private static DataSet of(Path place, List<Path> files, DataProperties given) {
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new EvaluationException("data set " + place + ": no file " + file);
      }
    }
    DataProperties properties = completed(given, files.getFirst());
    String name = String.valueOf(place.toAbsolutePath().normalize().getFileName());
    Form form = form(files.getFirst(), files, properties);
    Optional<String> said = properties.choice(DataKey.PAYLOAD, "text", "image", "vector");
    if (said.isPresent() && !kind(said.get()).equals(form.payload)) {
      throw new EvaluationException(
          "data set " + place + " has " + form.payload + ", its option payload says " + said.get());
    }
    String sha256 = FileDigest.of(files);
    return new DataSet(name, files, form.payload, properties, sha256, form.reader);
  }

  private static DataProperties completed(DataProperties given, Path first) {
    DataProperties properties =
        given
            .text(DataKey.SHUFFLE_WITHIN)
            .map(column -> given.withDefault(DataKey.DOMAIN_COLUMN, column))
            .orElse(given);
    return NpyReader.isArrays(first)
        ? properties.withDefault(DataKey.NORMALISATION, "l2")
        : properties;
  }

  private record Form(String payload, RowReader reader) {}

  private static Form form(Path first, List<Path> files, DataProperties properties) {
    String name = InputFiles.unpackedName(first);
    if (Files.isDirectory(first) || name.endsWith(".zip")) {
      return new Form("image", new ImageReader(files, properties));
    }
    boolean isParquet = ParquetReader.isParquet(first);
    if (isParquet || name.endsWith(".csv") || name.endsWith(".tsv")) {
      String payload = properties.text(DataKey.TEXT_COLUMN).isPresent() ? "text" : "numbers";
      return new Form(
          payload,
          isParquet ? new ParquetReader(files, properties) : new TableReader(files, properties));
    }
    if (IdxReader.isImages(first)) {
      String payload = kind(properties.text(DataKey.PAYLOAD).orElse("image"));
      return new Form(payload, new IdxReader(files, properties));
    }
    if (NpyReader.isArrays(first)) {
      return new Form("numbers", new NpyReader(first, properties));
    }
    throw new EvaluationException(
        first
            + " is of no form that is known: expected .csv, .tsv, .parquet, .zip, -images-idx3-ubyte,"
            + " .npy or .npz");
  }

  /** The name that payloads give themselves. */
  private static String kind(String option) {
    return option.equals("vector") ? "numbers" : option;
  }
}
