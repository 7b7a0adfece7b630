package io.alluvium.topology.internal.learn;

import io.alluvium.topology.AlluviumConfig;

/**
 * How many labels are read of one annotator within a window of ledger time.
 *
 * @param maxLabels greatest number; 0 is no limit
 * @param windowMillis length of the window; windows follow each other, from the epoch on
 * @param maxGroups greatest number of annotators that are counted one by one in a window; the
 *     others share one count
 */
record AnnotatorLimit(long maxLabels, long windowMillis, int maxGroups) {
  /** What counting costs: about 150 bytes of heap and of disk for each. */
  static final int MAX_GROUPS = 10_000;

  static AnnotatorLimit of(AlluviumConfig config) {
    return new AnnotatorLimit(
        config.getLong(AlluviumConfig.LABELS_ANNOTATOR_MAX),
        config.getLong(AlluviumConfig.LABELS_ANNOTATOR_WINDOW_MS),
        MAX_GROUPS);
  }
}
