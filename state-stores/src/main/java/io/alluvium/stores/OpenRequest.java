package io.alluvium.stores;

import java.util.Optional;

/**
 * That somebody was asked for the label of a sample and has not answered yet.
 *
 * @param offset ledger offset of the sample, at least 0
 * @param source source of the sample
 * @param random whether it was chosen at random
 * @param answer the class that was answered, if any
 */
public record OpenRequest(long offset, String source, boolean random, Optional<String> answer) {
  /** Checks the offset. */
  public OpenRequest {
    if (offset < 0) {
      throw new IllegalArgumentException("offset is " + offset + ", expected at least 0");
    }
  }
}
