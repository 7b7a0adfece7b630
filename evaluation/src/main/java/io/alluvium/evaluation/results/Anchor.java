package io.alluvium.evaluation.results;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.alluvium.evaluation.EvaluationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
   * @throws EvaluationException if it cannot be read
   */
  public static List<Anchor> read(Path file) {
    List<Anchor> anchors = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        anchors.add(
            new Anchor(
                row.getField("data"),
                row.getField("protocol"),
                row.getField("encoder"),
                row.getField("method"),
                row.getField("metric"),
                row.getField("value")));
      }
    } catch (IOException | RuntimeException e) {
      throw new EvaluationException(file + " cannot be read: " + e, e);
    }
    return anchors;
  }

  boolean belongsTo(ResultGroup group) {
    return data.equals(group.data())
        && protocol.equals(group.protocol())
        && encoder.equals(group.encoder());
  }
}
