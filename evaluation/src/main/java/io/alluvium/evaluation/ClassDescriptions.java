package io.alluvium.evaluation;

import io.alluvium.evaluation.cache.ExampleSource;
import io.alluvium.evaluation.data.DataKey;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.DataSets;
import io.alluvium.evaluation.embedding.EncoderChoice;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Embedding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Embeddings of what classes are in words: a table with the columns {@code class, description}. */
final class ClassDescriptions {
  private static final String HEADER = "class,description";

  private ClassDescriptions() {}

  /**
   * Reads and embeds a table.
   *
   * @throws EvaluationException if it cannot be read, or describes a class twice
   */
  static Map<String, Embedding> read(String table, String encoder, ExampleSource source) {
    DataProperties columns =
        DataProperties.of(
            Map.of(DataKey.LABEL_COLUMN, "class", DataKey.TEXT_COLUMN, "description"));
    DataSet data = DataSets.open(table, columns);
    Map<String, Embedding> descriptions = new HashMap<>();
    for (Example example : source.get(data, EncoderChoice.of(encoder, data)).examples()) {
      if (descriptions.put(example.label(), example.embedding()) != null) {
        throw new EvaluationException(
            table + " describes class '" + example.label() + "' more than once");
      }
    }
    return descriptions;
  }

  /** Writes a table in which each class is described by its name, in words. */
  static Path ofNames(List<String> labels, Path folder) {
    StringBuilder lines = new StringBuilder(HEADER).append('\n');
    for (String label : labels) {
      lines.append(quoted(label)).append(',').append(quoted(words(label))).append('\n');
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    String name = "class-names-" + new Sha256().bytes(bytes).hex() + ".csv";
    Path table = folder.resolve(name);
    try {
      WholeFile.write(table, file -> Files.write(file, bytes));
    } catch (IOException e) {
      throw new EvaluationException("cannot write to " + table + ": " + e, e);
    }
    return table;
  }

  private static String words(String label) {
    return label.replaceAll("[_.:/-]+", " ");
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }
}
