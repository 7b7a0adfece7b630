package io.alluvium.topology.internal.learn;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Ids in groups, within a bound of number and of age. Of too many one of the largest group leaves,
 * so that no group can push out the members of smaller ones. What is in it depends on what was
 * added and not on the order, so that it can be rebuilt from the bank. Not thread-safe.
 */
final class FairQueue {

  /**
   * An id with what decides when it leaves.
   *
   * @param offset ledger offset of the entry that brought it
   * @param id its identity
   * @param appendMillis append time of that entry
   * @param group whose share of the room it takes
   * @param rank in its group the lowest leaves first; of equals the one with the lowest offset,
   *     then id
   */
  record Entry(long offset, String id, long appendMillis, String group, long rank) {
    private static final Comparator<Entry> FIRST_TO_LEAVE =
        Comparator.comparingLong(Entry::rank)
            .thenComparingLong(Entry::offset)
            .thenComparing(Entry::id);
    private static final Comparator<Entry> OLDEST_FIRST =
        Comparator.comparingLong(Entry::appendMillis)
            .thenComparingLong(Entry::offset)
            .thenComparing(Entry::id);
  }

  /**
   * An id that left because there were too many.
   *
   * @param groupSize how many the group had, this one included
   */
  record Surplus(String id, String group, int groupSize) {}

  private record Group(TreeSet<Entry> members) {
    private static final Comparator<Group> LARGEST_FIRST =
        Comparator.<Group>comparingInt(group -> -group.members().size())
            .thenComparing(group -> group.members().first(), Entry.FIRST_TO_LEAVE);
  }

  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Group> groups = new HashMap<>();
  private final TreeSet<Group> bySize = new TreeSet<>(Group.LARGEST_FIRST);
  private final TreeSet<Entry> byAge = new TreeSet<>(Entry.OLDEST_FIRST);
  private final int maxSize;
  private final long maxAgeMillis;

  /**
   * Makes an empty queue.
   *
   * @param maxAgeMillis longest time; {@link Long#MAX_VALUE} is no limit
   */
  FairQueue(int maxSize, long maxAgeMillis) {
    this.maxSize = maxSize;
    this.maxAgeMillis = maxAgeMillis;
  }

  /** Adds an entry, in the place of that of the same id if there is one. */
  void add(Entry entry) {
    remove(entry.id());
    entries.put(entry.id(), entry);
    if (maxAgeMillis < Long.MAX_VALUE) {
      byAge.add(entry);
    }
    Group group =
        groups.computeIfAbsent(
            entry.group(), name -> new Group(new TreeSet<>(Entry.FIRST_TO_LEAVE)));
    regroup(group, () -> group.members().add(entry));
  }

  void remove(String id) {
    Entry entry = entries.remove(id);
    if (entry == null) {
      return;
    }
    byAge.remove(entry);
    Group group = groups.get(entry.group());
    if (group != null) {
      regroup(group, () -> group.members().remove(entry));
      if (group.members().isEmpty()) {
        groups.remove(entry.group());
      }
    }
  }

  /** Changes a group while it is out of the order of sizes, which the change alters. */
  private void regroup(Group group, Runnable change) {
    if (!group.members().isEmpty()) {
      bySize.remove(group);
    }
    change.run();
    if (!group.members().isEmpty()) {
      bySize.add(group);
    }
  }

  int size() {
    return entries.size();
  }

  /** Removes and returns the oldest id if it is too old at the given time. */
  Optional<String> pollTooOld(long nowMillis) {
    if (byAge.isEmpty() || nowMillis - byAge.first().appendMillis() <= maxAgeMillis) {
      return Optional.empty();
    }
    Entry oldest = byAge.first();
    remove(oldest.id());
    return Optional.of(oldest.id());
  }

  /** Removes and returns an id of the largest group if there are too many. */
  Optional<Surplus> pollSurplus() {
    if (entries.size() <= maxSize) {
      return Optional.empty();
    }
    TreeSet<Entry> members = bySize.first().members();
    Entry leaving = members.first();
    Surplus surplus = new Surplus(leaving.id(), leaving.group(), members.size());
    remove(leaving.id());
    return Optional.of(surplus);
  }
}
