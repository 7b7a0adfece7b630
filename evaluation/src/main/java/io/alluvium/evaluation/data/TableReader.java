package io.alluvium.evaluation.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.alluvium.evaluation.EvaluationException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** Reads tables with a header line, fields between commas or tabs, in UTF-8. */
final class TableReader implements RowReader {
  /** Stands for no quoting: a character that no text has. */
  private static final char NO_QUOTE = '\0';

  private final List<Path> files;
  private final DataProperties properties;

  TableReader(List<Path> files, DataProperties properties) {
    this.files = files;
    this.properties = properties;
  }

  @Override
  public void read(RowSink sink) {
    long rows = 0;
    for (Path file : files) {
      try (CsvReader<CsvRecord> reader = open(file)) {
        rows = read(reader.iterator(), file, rows, sink);
      } catch (IOException e) {
        throw InputFiles.unreadable(file, e);
      } catch (UncheckedIOException e) {
        throw InputFiles.unreadable(file, e);
      } catch (CsvParseException e) {
        throw new EvaluationException(
            file + " is not as its delimiter and quotes say: " + e.getMessage(), e);
      }
    }
  }

  private CsvReader<CsvRecord> open(Path file) throws IOException {
    boolean tabs = InputFiles.unpackedName(file).endsWith(".tsv");
    Reader text =
        new InputStreamReader(
            InputFiles.open(file),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    return CsvReader.builder()
        .fieldSeparator(properties.character(DataKey.DELIMITER, tabs ? '\t' : ',', NO_QUOTE))
        .quoteCharacter(properties.character(DataKey.QUOTE, tabs ? NO_QUOTE : '"', NO_QUOTE))
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(text);
  }

  private long read(Iterator<CsvRecord> records, Path file, long before, RowSink sink) {
    String name = String.valueOf(file.getFileName());
    if (!records.hasNext()) {
      throw new EvaluationException(file + " is empty, expected a header line");
    }
    TableRows rows = new TableRows(new Columns(name, records.next().getFields()), properties);
    long number = before;
    while (records.hasNext()) {
      CsvRecord fields = records.next();
      rows.take(fields.getFields(), number, name + ":" + fields.getStartingLineNumber(), sink);
      number++;
    }
    return number;
  }
}
