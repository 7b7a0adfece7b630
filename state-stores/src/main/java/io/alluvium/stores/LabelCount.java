package io.alluvium.stores;

/**
 * How many labels of one group were read within a window of ledger time.
 *
 * @param windowMillis beginning of the window, in milliseconds since the epoch
 * @param count labels read, at least 1
 */
public record LabelCount(long windowMillis, long count) {
  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if the count is below 1
   */
  public LabelCount {
    if (count < 1) {
      throw new IllegalArgumentException("label count is " + count + ", expected at least 1");
    }
  }
}
