package io.alluvium.evaluation.data;

import java.nio.file.Path;
import java.util.List;

/**
 * A data set that can be read.
 *
 * @param name short name, for people
 * @param files what it is read from; empty for one that comes with the product
 * @param payload kind of what is embedded, as {@link io.alluvium.encoders.Payload#kind} says
 * @param properties its options, those of its folder and those of the command line together
 * @param sha256 SHA-256 over the names and bytes of all files, 64 hex digits
 * @param reader reads its rows
 */
public record DataSet(
    String name,
    List<Path> files,
    String payload,
    DataProperties properties,
    String sha256,
    RowReader reader) {

  /** Copies the list. */
  public DataSet {
    files = List.copyOf(files);
  }
}
