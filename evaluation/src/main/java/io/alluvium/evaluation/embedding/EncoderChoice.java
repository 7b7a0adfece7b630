package io.alluvium.evaluation.embedding;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Encoders;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.Sha256;
import io.alluvium.evaluation.data.DataKey;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The encoder of an evaluation, known before it is opened.
 *
 * <ul>
 *   <li>{@code minilm}, {@code bge-small}: the text encoders that come with the product, and {@code
 *       minilm-moments}, {@code bge-small-moments}: the same with {@code option.pooling=moments}
 *   <li>{@code vector}: the numbers of the data set themselves, standardised, or taken as
 *       embeddings where its option {@code normalisation} is {@code l2}
 *   <li>a folder with {@code serving.properties}
 *   <li>an {@code .onnx} file: an image model, or a text model with {@code tokenizer.json} beside
 *       it
 *   <li>a {@code .properties} file of {@code engine=vector}
 * </ul>
 *
 * @param name as the user gave it
 * @param identity equal exactly where the encoder is the same
 * @param description properties file of an encoder of numbers; empty for others
 */
public record EncoderChoice(String name, String identity, String description) {
  private static final List<String> BUILT_IN =
      List.of("minilm", "minilm-moments", "bge-small", "bge-small-moments");
  private static final String VECTOR = "vector";

  /**
   * Returns the encoder of a name for a data set.
   *
   * @throws EvaluationException if there is none
   */
  public static EncoderChoice of(String name, DataSet data) {
    if (BUILT_IN.contains(name)) {
      return new EncoderChoice(name, "built in: " + name, "");
    }
    if (name.equals(VECTOR)) {
      return numbers(name, described(data));
    }
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      throw new EvaluationException(
          "encoder is '"
              + name
              + "', expected "
              + String.join(", ", BUILT_IN)
              + ", vector, a folder, an .onnx or a .properties file");
    }
    if (name.endsWith(".properties")) {
      return numbers(name, text(path));
    }
    List<Path> files = name.endsWith(".onnx") ? OnnxFile.files(path) : List.of(path);
    return new EncoderChoice(name, "files: " + FileDigest.of(files), "");
  }

  private static EncoderChoice numbers(String name, String description) {
    return new EncoderChoice(name, "numbers: " + Sha256.ofText(description), description);
  }

  private static String described(DataSet data) {
    if (!data.payload().equals("numbers")) {
      throw new EvaluationException(
          "encoder 'vector' takes numbers, data set " + data.name() + " has " + data.payload());
    }
    boolean embeddings =
        data.properties()
            .choice(DataKey.NORMALISATION, "fixed", "l2")
            .filter("l2"::equals)
            .isPresent();
    return embeddings ? Embeddings.properties(data) : Standardisation.properties(data);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be read: " + e, e);
    }
  }

  /**
   * Opens the encoder.
   *
   * @param settings device, threads and the like
   * @param scratch a folder for files that only this encoder needs
   */
  public Encoder open(UnaryOperator<EncoderOptions> settings, Path scratch) {
    try {
      if (!description.isEmpty()) {
        Path file = Files.writeString(scratch.resolve("vector.properties"), description);
        return Encoders.open(settings.apply(EncoderOptions.defaults(VECTOR)).withProperties(file));
      }
      String opened =
          name.endsWith(".onnx") ? OnnxFile.folder(Path.of(name), scratch).toString() : name;
      return Encoders.open(settings.apply(EncoderOptions.defaults(opened)));
    } catch (IOException e) {
      throw new EvaluationException("cannot write to " + scratch + ": " + e, e);
    } catch (IllegalArgumentException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()), e);
    }
  }
}
