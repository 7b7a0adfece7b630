package io.alluvium.evaluation.data;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.alluvium.evaluation.EvaluationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small tables with a header line, whole in memory. */
public final class NamedRows {
  private NamedRows() {}

  /**
   * Reads a CSV file in UTF-8.
   *
   * @return the fields of each row by the names of their columns
   * @throws EvaluationException if it cannot be read, or a row has another number of fields
   */
  public static List<Map<String, String>> read(Path file) {
    List<Map<String, String>> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord each : records) {
        rows.add(each.getFieldsAsMap());
      }
    } catch (IOException | RuntimeException e) {
      throw new EvaluationException(file + " cannot be read: " + e, e);
    }
    return rows;
  }
}
