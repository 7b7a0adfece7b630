package io.alluvium.evaluation.data;

/** Reads the rows of a data set in their order; may be called again and gives the same rows. */
@FunctionalInterface
public interface RowReader {
  /**
   * Hands over every row that is used, in the order of the files.
   *
   * @throws io.alluvium.evaluation.EvaluationException if a file cannot be read or has not the form
   *     its options say
   */
  void read(RowSink sink);
}
