package io.alluvium.topology.internal.learn;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Ids in the order in which they entered the ledger, so that the oldest can be found. Rebuilt from
 * the bank at a restart, hence ordered by offset and by nothing else. Not thread-safe.
 */
final class AgeQueue {
  private record Entered(String id, long appendMillis) {}

  private final TreeMap<Long, Entered> byOffset = new TreeMap<>();
  private final int maxSize;
  private final long maxAgeMillis;
  private long newestOffset = -1;

  AgeQueue(int maxSize, long maxAgeMillis) {
    this.maxSize = maxSize;
    this.maxAgeMillis = maxAgeMillis;
  }

  void add(long offset, String id, long appendMillis) {
    newestOffset = Math.max(newestOffset, offset);
    byOffset.put(offset, new Entered(id, appendMillis));
  }

  /** Most ids that are removed are those of new samples, which are not there yet. */
  void remove(long offset) {
    if (offset <= newestOffset) {
      byOffset.remove(offset);
    }
  }

  int size() {
    return byOffset.size();
  }

  /**
   * Removes and returns the oldest id if there are too many, or if it is too old at the given time.
   */
  Optional<String> pollOverdue(long nowMillis) {
    Map.Entry<Long, Entered> oldest = byOffset.firstEntry();
    if (oldest == null) {
      return Optional.empty();
    }
    boolean tooOld = nowMillis - oldest.getValue().appendMillis() > maxAgeMillis;
    if (byOffset.size() <= maxSize && !tooOld) {
      return Optional.empty();
    }
    byOffset.remove(oldest.getKey());
    return Optional.of(oldest.getValue().id());
  }
}
