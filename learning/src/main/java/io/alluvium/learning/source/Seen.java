package io.alluvium.learning.source;

/**
 * A sample that was seen.
 *
 * @param id of the sample
 * @param offset its place in the ledger, at least 0
 * @param entry how many entries the learner had finished before it, at least 0
 */
public record Seen(String id, long offset, long entry) {
  /** Checks the ranges. */
  public Seen {
    if (offset < 0 || entry < 0) {
      throw new IllegalArgumentException(
          "sample '" + id + "' has offset " + offset + " and entry " + entry + ", expected from 0");
    }
  }
}
