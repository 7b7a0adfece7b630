package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Random streams for a {@link Learner}: samples, first labels, corrections of class and weight, and
 * withdrawals.
 */
final class Streams {
  /** Entries for each bucket of time. */
  private static final int ENTRIES_PER_PERIOD = 4;

  /**
   * A ledger entry: a query, then changes of labels, then what a command changes; often none. The
   * period is the newest that it brings.
   */
  record Entry(
      Optional<Embedding> query,
      List<LabelChange> changes,
      Optional<Amendment> amendment,
      long period) {
    /** Returns the entry without the changes of some samples. */
    Entry without(Set<String> ids) {
      List<LabelChange> kept =
          changes.stream().filter(change -> !ids.contains(change.sampleId())).toList();
      return new Entry(query, kept, amendment, period);
    }
  }

  private record Known(Embedding embedding, long period, Assignment assignment) {}

  private final RandomGenerator random;
  private final List<Samples.Labelled> supply;
  private final TreeMap<String, Known> known = new TreeMap<>();
  private final int maxChanges;
  private final boolean amends;
  private final boolean ages;
  private long period;

  private Streams(
      RandomGenerator random, Space space, int maxChanges, boolean amends, boolean ages) {
    this.random = random;
    this.supply =
        Samples.shuffled(
            random, Samples.gaussian(random, space, new int[] {90, 60, 30, 20, 5, 1}, 0.8));
    this.maxChanges = maxChanges;
    this.amends = amends;
    this.ages = ages;
  }

  /** Returns a stream whose entries change up to the given number of labels each. */
  static List<Entry> random(RandomGenerator random, Space space, int length, int maxChanges) {
    return entries(new Streams(random, space, maxChanges, false, false), length);
  }

  /** Returns such a stream over many buckets of time, with samples that come late. */
  static List<Entry> ageing(
      RandomGenerator random, Space space, int length, int maxChanges, boolean amends) {
    return entries(new Streams(random, space, maxChanges, amends, true), length);
  }

  /** Returns such a stream in which classes are renamed by command now and then. */
  static List<Entry> amended(RandomGenerator random, Space space, int length, int maxChanges) {
    return entries(new Streams(random, space, maxChanges, true, false), length);
  }

  private static List<Entry> entries(Streams streams, int length) {
    List<Entry> entries = new ArrayList<>();
    for (int n = 0; n < length; n++) {
      entries.add(streams.next(n));
    }
    return entries;
  }

  private Entry next(int n) {
    period = ages ? n / ENTRIES_PER_PERIOD : 0;
    Optional<Embedding> query =
        random.nextInt(3) == 0 ? Optional.empty() : Optional.of(any().embedding());
    List<LabelChange> changes = new ArrayList<>();
    int count = random.nextInt(maxChanges + 1);
    for (int i = 0; i < count; i++) {
      changes.add(change("s" + n + "-" + i));
    }
    return new Entry(query, changes, amendment(), period);
  }

  private Optional<Amendment> amendment() {
    if (!amends || known.isEmpty() || random.nextInt(25) > 0) {
      return Optional.empty();
    }
    String from = known.firstEntry().getValue().assignment().label();
    String to = from + "'";
    known.replaceAll((id, k) ->
        k.assignment().label().equals(from)
            ? new Known(k.embedding(), k.period(), k.assignment().as(to))
            : k);
    return Optional.of(Amendment.moving(from, to));
  }

  private LabelChange change(String freshId) {
    if (known.isEmpty() || random.nextInt(10) < 6) {
      Samples.Labelled sample = any();
      Assignment first = weighed(sample.label());
      long late = random.nextInt(3) > 0 ? 0 : random.nextInt(25);
      long of = Math.max(0, period - late);
      known.put(freshId, new Known(sample.embedding(), of, first));
      return new LabelChange(freshId, sample.embedding(), of, Optional.empty(), Optional.of(first));
    }
    Map.Entry<String, Known> old = List.copyOf(known.entrySet()).get(random.nextInt(known.size()));
    String id = old.getKey();
    Known before = old.getValue();
    known.remove(id);
    Optional<Assignment> to =
        Optional.of(weighed(any().label()))
            .filter(assignment -> !assignment.equals(before.assignment()));
    to.ifPresent(
        assignment -> known.put(id, new Known(before.embedding(), before.period(), assignment)));
    return new LabelChange(
        id, before.embedding(), before.period(), Optional.of(before.assignment()), to);
  }

  /** Most labels weigh 1, some anything. */
  private Assignment weighed(String label) {
    int weight = random.nextInt(4) > 0 ? 1 : random.nextInt(1, Assignment.MAX_WEIGHT + 1);
    return new Assignment(label, weight);
  }

  private Samples.Labelled any() {
    return supply.get(random.nextInt(supply.size()));
  }
}
