package io.alluvium.evaluation.data;

import io.alluvium.evaluation.EvaluationException;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set that can be read.
 *
 * @param name short name, for people
 * @param files what it is read from; empty for one that comes with the product
 * @param payload kind of what is embedded, as {@link io.alluvium.encoders.Payload#kind} says
 * @param properties its options, those of its folder and those of the command line together
 * @param sha256 SHA-256 over the names and bytes of all files, 64 hex digits
 * @param reader reads its rows
 */
public record DataSet(
    String name,
    List<Path> files,
    String payload,
    DataProperties properties,
    String sha256,
    RowReader reader) {

  /** Copies the list. */
  public DataSet {
    files = List.copyOf(files);
  }

  /**
   * Returns the name of the encoder that is used where none is asked for.
   *
   * @throws EvaluationException if there is none for such a payload
   */
  public String defaultEncoder() {
    return properties
        .text(DataKey.DEFAULT_ENCODER)
        .orElseGet(() ->
            switch (payload) {
              case "text" -> "minilm";
              case "numbers" -> "vector";
              default ->
                  throw new EvaluationException(
                      "data set " + name + " has images: choose a model with --encoder");
            });
  }
}
