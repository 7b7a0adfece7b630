package io.alluvium.evaluation.data;

/** Takes what a {@link RowReader} finds. */
public interface RowSink {
  /** Takes a row. */
  void row(Row row);

  /**
   * Takes what cannot be a row.
   *
   * @param place file and line, or archive and entry
   * @param reason what was got and what was expected
   */
  void bad(String place, String reason);
}
