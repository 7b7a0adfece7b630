package io.alluvium.topology.internal.learn;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Ids within a bound of number and of age. Of too many the one that entered the ledger first
 * leaves; too old are those whose own append time is too long ago, whatever stands before them,
 * since the clock of a broker may jump. Rebuilt from the bank at a restart, hence a function of
 * what is in it and of nothing else. Not thread-safe.
 */
final class AgeQueue {
  /** An import brings many samples in one entry: the id decides among those. */
  private record Place(long offset, String id) {}

  private static final Comparator<Place> FIRST =
      Comparator.comparingLong(Place::offset).thenComparing(Place::id);

  private record Entered(Place place, long appendMillis) {}

  private final NavigableMap<Place, Entered> byPlace = new TreeMap<>(FIRST);
  private final TreeSet<Entered> byTime =
      new TreeSet<>(
          Comparator.comparingLong(Entered::appendMillis).thenComparing(Entered::place, FIRST));
  private final int maxSize;
  private final long maxAgeMillis;
  private long newestOffset = -1;

  /**
   * Makes an empty queue.
   *
   * @param maxAgeMillis longest time; {@link Long#MAX_VALUE} is no limit
   */
  AgeQueue(int maxSize, long maxAgeMillis) {
    this.maxSize = maxSize;
    this.maxAgeMillis = maxAgeMillis;
  }

  void add(long offset, String id, long appendMillis) {
    newestOffset = Math.max(newestOffset, offset);
    Entered entered = new Entered(new Place(offset, id), appendMillis);
    byPlace.put(entered.place(), entered);
    if (maxAgeMillis < Long.MAX_VALUE) {
      byTime.add(entered);
    }
  }

  /** Most ids that are removed are those of new samples, which are not there yet. */
  void remove(long offset, String id) {
    Entered entered = offset > newestOffset ? null : byPlace.remove(new Place(offset, id));
    if (entered != null) {
      byTime.remove(entered);
    }
  }

  int size() {
    return byPlace.size();
  }

  /** Removes and returns an id that is too old at the given time, or the first if too many. */
  Optional<String> pollOverdue(long nowMillis) {
    return overdue(nowMillis)
        .map(entered -> {
          remove(entered.place().offset(), entered.place().id());
          return entered.place().id();
        });
  }

  private Optional<Entered> overdue(long nowMillis) {
    if (!byTime.isEmpty() && nowMillis - byTime.first().appendMillis() > maxAgeMillis) {
      return Optional.of(byTime.first());
    }
    return byPlace.size() > maxSize
        ? Optional.of(byPlace.firstEntry().getValue())
        : Optional.empty();
  }
}
