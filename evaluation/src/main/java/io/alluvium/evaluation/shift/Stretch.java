package io.alluvium.evaluation.shift;

import java.util.List;

/**
 * Samples that follow each other under the same conditions.
 *
 * @param name {@code clean}, a corruption, or {@code mixed}
 * @param items the samples
 */
record Stretch(String name, List<Item> items) {
  static final String CLEAN = "clean";

  /**
   * A sample.
   *
   * @param domain what happened to it: {@code clean} or a corruption
   * @param row its number in the pool
   */
  record Item(String domain, int row) {}

  Stretch {
    items = List.copyOf(items);
  }

  boolean isClean() {
    return name.equals(CLEAN);
  }
}
