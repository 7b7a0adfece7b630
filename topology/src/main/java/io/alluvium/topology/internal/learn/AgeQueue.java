package io.alluvium.topology.internal.learn;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Ids in the order in which they entered the ledger, so that the oldest can be found. Rebuilt from
 * the bank at a restart, hence ordered by what is stored there, offset and id, and by nothing else.
 * Not thread-safe.
 */
final class AgeQueue {
  /** An import brings many samples in one entry: the id decides among those. */
  private record Entered(long offset, String id) {}

  private static final Comparator<Entered> OLDEST_FIRST =
      Comparator.comparingLong(Entered::offset).thenComparing(Entered::id);

  private final NavigableMap<Entered, Long> byAge = new TreeMap<>(OLDEST_FIRST);
  private final int maxSize;
  private final long maxAgeMillis;

  AgeQueue(int maxSize, long maxAgeMillis) {
    this.maxSize = maxSize;
    this.maxAgeMillis = maxAgeMillis;
  }

  void add(long offset, String id, long appendMillis) {
    byAge.put(new Entered(offset, id), appendMillis);
  }

  void remove(long offset, String id) {
    byAge.remove(new Entered(offset, id));
  }

  int size() {
    return byAge.size();
  }

  /**
   * Removes and returns the oldest id if there are too many, or if it is too old at the given time.
   */
  Optional<String> pollOverdue(long nowMillis) {
    Map.Entry<Entered, Long> oldest = byAge.firstEntry();
    if (oldest == null) {
      return Optional.empty();
    }
    boolean tooOld = nowMillis - oldest.getValue() > maxAgeMillis;
    if (byAge.size() <= maxSize && !tooOld) {
      return Optional.empty();
    }
    byAge.remove(oldest.getKey());
    return Optional.of(oldest.getKey().id());
  }
}
