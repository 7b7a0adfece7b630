package io.alluvium.evaluation.data;

import io.alluvium.evaluation.EvaluationException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of one table by their names. */
final class Columns {
  private static final String RANGE = "..";
  private static final int ABSENT = -1;

  private final String file;
  private final List<String> names;

  /** Takes the fields of the header line. */
  Columns(String file, List<String> header) {
    this.file = file;
    this.names = header.stream().map(String::strip).toList();
  }

  int count() {
    return names.size();
  }

  /** Returns the place of a column, from 0. */
  int of(String name) {
    int at = names.indexOf(name);
    if (at < 0) {
      throw new EvaluationException(
          file + ":1: has no column '" + name + "', its columns are " + abbreviated());
    }
    return at;
  }

  /** Returns the place of the column an option names, {@value #ABSENT} if it names none. */
  int of(DataProperties properties, DataKey key) {
    return properties.text(key).map(this::of).orElse(ABSENT);
  }

  static boolean isThere(int column) {
    return column != ABSENT;
  }

  /** Returns the places of named columns and of ranges, in the order given. */
  List<Integer> all(List<String> namesAndRanges) {
    return namesAndRanges.stream().flatMap(this::range).toList();
  }

  private Stream<Integer> range(String nameOrRange) {
    int dots = nameOrRange.indexOf(RANGE);
    if (dots < 0 || names.contains(nameOrRange)) {
      return Stream.of(of(nameOrRange));
    }
    int first = of(nameOrRange.substring(0, dots));
    int last = of(nameOrRange.substring(dots + RANGE.length()));
    if (first > last) {
      throw new EvaluationException(
          file + ":1: the columns " + nameOrRange + " stand the other way round");
    }
    return IntStream.rangeClosed(first, last).boxed();
  }

  private String abbreviated() {
    int shown = Math.min(names.size(), 20);
    return names.subList(0, shown) + (shown < names.size() ? " and more" : "");
  }
}
