package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sums of all time with their newest buckets apart, and how they are read: each bucket by its
 * age. Mutable, for one thread.
 *
 * <p>A class is read as {@code C = sum w_b n_b} and {@code S = sum w_b s_b} over its buckets, the
 * rest of its samples being the oldest one. In units of a sample that is a count of {@code n = C /
 * scale}, rounded to the nearest and at least 1, and the sums {@code n S / C}, computed in double
 * and rounded: the mean is kept, to half a unit of a sum. With a window {@code C} and {@code S} are
 * whole samples, and nothing is rounded.
 */
final class TimedSums {
  private final Recency recency;
  private final SufficientStatistics totals;
  private final BucketedSums buckets;
  private long floor;

  /**
   * Makes the sums from their parts, which are owned from now on.
   *
   * @param clock of the solve in effect: buckets that were too old for it are no longer kept
   */
  TimedSums(Recency recency, SufficientStatistics totals, BucketedSums buckets, long clock) {
    this.recency = recency;
    this.totals = totals;
    this.buckets = buckets;
    dropFor(clock);
  }

  SufficientStatistics totals() {
    return totals;
  }

  BucketedSums buckets() {
    return buckets;
  }

  void apply(LabelChange change) {
    totals.apply(change);
    if (change.touchesSums() && change.period() > Math.max(0, floor)) {
      change.from().ifPresent(a -> buckets.subtract(a, change.period(), change.embedding()));
      change.to().ifPresent(a -> buckets.add(a, change.period(), change.embedding()));
    }
  }

  void moveAll(String from, String to) {
    totals.moveAll(from, to);
    buckets.moveAll(from, to);
  }

  /** Lets go of the buckets that are too old to be told apart when read at a clock. */
  void dropFor(long clock) {
    floor = clock - Recency.BUCKETS;
    buckets.dropThrough(floor);
  }

  /** Returns what is read at a clock, independent of later changes. */
  SufficientStatistics snapshot(long clock) {
    return recency.isOn() ? read(clock).copy() : totals.copy();
  }

  /** Returns what is read at a clock; without recency the sums themselves. */
  SufficientStatistics read(long clock) {
    if (!recency.isOn()) {
      return totals;
    }
    NavigableMap<String, ClassSums> classes = new TreeMap<>(LabelOrder.ASCENDING);
    List<ClassSums> groups = new ArrayList<>();
    for (String label : totals.labels()) {
      List<ClassSums> parts = new ArrayList<>();
      read(label, clock, parts).ifPresent(sums -> classes.put(label, sums));
      groups.addAll(parts);
    }
    return SufficientStatistics.reading(totals, classes, groups);
  }

  /** Returns the sums of a class as they are read at a clock; empty if nothing of it counts. */
  Optional<ClassSums> read(String label, long clock) {
    return recency.isOn() ? read(label, clock, new ArrayList<>()) : totals.classSums(label);
  }

  private Optional<ClassSums> read(String label, long clock, List<ClassSums> parts) {
    Optional<ClassSums> total = totals.classSums(label);
    if (total.isEmpty()) {
      return Optional.empty();
    }
    Reading reading = new Reading(totals.space().dim());
    ClassSums rest = total.get();
    for (var bucket : buckets.buckets(label).tailMap(clock - Recency.BUCKETS, false).entrySet()) {
      reading.add(bucket.getValue(), recency.weight(clock - bucket.getKey()));
      rest = rest.minus(bucket.getValue());
      parts.add(bucket.getValue());
    }
    if (rest.count() > 0) {
      reading.add(rest, recency.weight(clock));
      parts.add(rest);
    }
    return reading.sums(recency.scale());
  }

  /** Hash over everything that can ever be read from a clock on. */
  byte[] digest(long clock) {
    BucketedSums kept = buckets.copy();
    kept.dropThrough(clock - Recency.BUCKETS);
    if (kept.isEmpty()) {
      return totals.digest();
    }
    StatisticsDigest digest = new StatisticsDigest();
    digest.bytes(totals.digest());
    kept.forEach((label, period, sums) -> {
      digest.longs(new long[] {period});
      digest.classSums(label, sums);
    });
    return digest.finish();
  }

  /** A weighted sum in the making. */
  private static final class Reading {
    private final long[] sums;
    private long count;

    Reading(int dim) {
      this.sums = new long[dim];
    }

    void add(ClassSums part, int weight) {
      count += weight * part.count();
      long[] values = part.values();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * values[i];
      }
    }

    Optional<ClassSums> sums(int scale) {
      if (count == 0) {
        return Optional.empty();
      }
      long samples = scale == 1 ? count : Math.max(1, (count + scale / 2) / scale);
      if (scale != 1) {
        for (int i = 0; i < sums.length; i++) {
          sums[i] = (long) Math.rint((double) sums[i] / count * samples);
        }
      }
      return Optional.of(ClassSums.of(samples, sums));
    }
  }
}
