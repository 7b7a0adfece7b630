package io.alluvium.learning;

/**
 * A {@link LabelChange} in its place: one entry of the write-ahead log of the sums.
 *
 * @param sequence number of the update, from 1, without gaps
 * @param entry number of ledger entries that had been finished when it was applied, from 0
 * @param offset ledger offset of the entry that caused it
 * @param change what it does
 */
public record LabelUpdate(long sequence, long entry, long offset, LabelChange change) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public LabelUpdate {
    if (sequence < 1 || entry < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "update has sequence "
              + sequence
              + ", entry "
              + entry
              + " and offset "
              + offset
              + ", expected at least 1, 0 and 0");
    }
  }
}
