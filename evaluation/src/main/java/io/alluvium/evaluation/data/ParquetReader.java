package io.alluvium.evaluation.data;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CloseableIterator;
import io.alluvium.evaluation.EvaluationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads Parquet files as tables. A column of lists counts as one column for each number of its
 * lists, named {@code NAME.0}, {@code NAME.1} and so on; {@code --features NAME} means all of them.
 */
final class ParquetReader implements RowReader {
  private final List<Path> files;
  private final DataProperties properties;

  ParquetReader(List<Path> files, DataProperties properties) {
    this.files = files;
    this.properties = properties;
  }

  static boolean isParquet(Path file) {
    return InputFiles.lowerCaseName(file).endsWith(".parquet");
  }

  @Override
  public void read(RowSink sink) {
    long rows = 0;
    for (Path file : files) {
      rows = read(file, rows, sink);
    }
  }

  @SuppressWarnings("rawtypes") // The reader takes the raw class, and gives maps by column.
  private long read(Path file, long before, RowSink sink) {
    try (CloseableIterator<Map> rows = new CarpetReader<>(file.toFile(), Map.class).iterator()) {
      if (!rows.hasNext()) {
        throw new EvaluationException(file + " is empty, expected at least one row");
      }
      Map<?, ?> first = rows.next();
      Map<String, Integer> lengths = lengths(first);
      String name = String.valueOf(file.getFileName());
      TableRows table = new TableRows(new Columns(name, header(lengths)), properties(lengths));
      long number = before;
      take(table, first, lengths, number++, name, before, sink);
      while (rows.hasNext()) {
        take(table, rows.next(), lengths, number++, name, before, sink);
      }
      return number;
    } catch (EvaluationException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  /** Returns by column how many numbers its lists have, -1 where it has none. */
  private static Map<String, Integer> lengths(Map<?, ?> row) {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    row.forEach((column, value) ->
        lengths.put(String.valueOf(column), value instanceof Collection<?> c ? c.size() : -1));
    return lengths;
  }

  private static List<String> header(Map<String, Integer> lengths) {
    List<String> header = new ArrayList<>();
    lengths.forEach((column, length) -> {
      if (length < 0) {
        header.add(column);
      }
      for (int i = 0; i < length; i++) {
        header.add(column + "." + i);
      }
    });
    return header;
  }

  /** Puts the columns of a list in place of its name. */
  private DataProperties properties(Map<String, Integer> lengths) {
    String features =
        properties.list(DataKey.FEATURES).stream()
            .map(feature -> {
              int length = lengths.getOrDefault(feature, -1);
              return length < 1 ? feature : feature + ".0.." + feature + "." + (length - 1);
            })
            .collect(Collectors.joining(","));
    return features.isEmpty()
        ? properties
        : properties.under(DataProperties.of(Map.of(DataKey.FEATURES, features)));
  }

  private static void take(
      TableRows table,
      Map<?, ?> row,
      Map<String, Integer> lengths,
      long number,
      String name,
      long before,
      RowSink sink) {
    String place = name + ":row " + (number - before);
    List<String> fields = new ArrayList<>();
    for (Map.Entry<String, Integer> column : lengths.entrySet()) {
      Object value = row.get(column.getKey());
      int length = value instanceof Collection<?> list ? list.size() : -1;
      if (length != column.getValue() && (length >= 0 || column.getValue() >= 0)) {
        sink.bad(
            place,
            String.format(
                Locale.ROOT,
                "column '%s' has %d values, in the first row %d",
                column.getKey(),
                Math.max(length, 0),
                Math.max(column.getValue(), 0)));
        return;
      }
      if (value instanceof Collection<?> list) {
        list.forEach(each -> fields.add(text(each)));
      } else {
        fields.add(text(value));
      }
    }
    table.take(fields, number, place, sink);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
