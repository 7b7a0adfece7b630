package io.alluvium.benchmarks;

import java.util.List;

/**
 * Readings that belong together, as a table.
 *
 * @param title what they are of
 * @param columns names of the columns, units with them
 * @param rows one cell for each column; empty where there is nothing to say
 */
record Listing(String title, List<String> columns, List<List<String>> rows) {
  Listing {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "row of '" + title + "' has " + row.size() + " cells, expected " + columns.size());
      }
    }
  }
}
