package io.alluvium.app.ledger;

/**
 * A file of a recorded ledger.
 *
 * @param file its name in the folder
 * @param records how many records it holds, at least 1
 * @param first offset of the first
 * @param last offset of the last
 * @param bytes its size
 * @param sha256 SHA-256 of its bytes, 64 lower-case hex digits
 */
public record Part(String file, long records, long first, long last, long bytes, String sha256) {
  /** Checks that the file lies in the folder itself. */
  public Part {
    if (!file.matches("[a-z]+-\\d{5,9}\\.avro")) {
      throw new IllegalArgumentException(
          "file of a part is '" + file + "', expected a name such as ledger-00000.avro");
    }
  }
}
