package io.alluvium.evaluation.results;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.data.NamedRows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A figure that somebody else reached on the same data.
 *
 * @param data name of the data set
 * @param protocol key of the protocol
 * @param encoder the encoder, as evaluations name it
 * @param method what reached it
 * @param metric name of the figure, as in docs/evaluation.md
 * @param value as it was published, with its deviation if there is one
 */
public record Anchor(
    String data, String protocol, String encoder, String method, String metric, String value) {

  /**
   * Reads a table with these columns.
   *
   * @throws EvaluationException if it cannot be read or lacks a column
   */
  public static List<Anchor> read(Path file) {
    return NamedRows.read(file).stream().map(row -> of(file, row)).toList();
  }

  private static Anchor of(Path file, Map<String, String> row) {
    return new Anchor(
        field(file, row, "data"),
        field(file, row, "protocol"),
        field(file, row, "encoder"),
        field(file, row, "method"),
        field(file, row, "metric"),
        field(file, row, "value"));
  }

  private static String field(Path file, Map<String, String> row, String name) {
    String value = row.get(name);
    if (value == null) {
      throw new EvaluationException(
          file + " has no column '" + name + "', its columns are " + row.keySet());
    }
    return value;
  }

  boolean belongsTo(ResultGroup group) {
    return data.equals(group.data())
        && protocol.equals(group.protocol())
        && encoder.equals(group.encoder());
  }
}
