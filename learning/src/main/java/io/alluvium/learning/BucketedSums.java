package io.alluvium.learning;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sums of each class in each of the newest buckets of time. What is in none of them is in the
 * sums of all time alone; so is bucket 0, where samples are that were learnt without buckets.
 *
 * <p>Exact, like {@link SufficientStatistics}, and only ever read as a part of them. Mutable, for
 * one thread.
 */
public final class BucketedSums {
  private final NavigableMap<String, NavigableMap<Long, ClassSums>> classes =
      new TreeMap<>(LabelOrder.ASCENDING);

  /** Is shown the sums of a class in a bucket. */
  @FunctionalInterface
  public interface Visitor {
    /** Visits the sums of a class in the bucket of a number. */
    void visit(String label, long period, ClassSums sums);
  }

  /** Creates the sums of no samples. */
  public BucketedSums() {}

  /** Remembers the sums of a class in a bucket, or forgets them if they are of no samples. */
  public void put(String label, long period, ClassSums sums) {
    if (sums.count() > 0) {
      classes.computeIfAbsent(label, l -> new TreeMap<>()).put(period, sums);
    } else {
      NavigableMap<Long, ClassSums> buckets = classes.getOrDefault(label, new TreeMap<>());
      buckets.remove(period);
      if (buckets.isEmpty()) {
        classes.remove(label);
      }
    }
  }

  /** Returns the sums of a class in a bucket, if it has samples there. */
  public Optional<ClassSums> get(String label, long period) {
    return Optional.ofNullable(buckets(label).get(period));
  }

  /** Returns a view of the buckets in which a class has samples, oldest first. */
  public NavigableMap<Long, ClassSums> buckets(String label) {
    return Collections.unmodifiableNavigableMap(
        classes.getOrDefault(label, Collections.emptyNavigableMap()));
  }

  /** Visits all, classes in the order of {@link LabelOrder}, their buckets oldest first. */
  public void forEach(Visitor visitor) {
    classes.forEach(
        (label, buckets) -> buckets.forEach((period, sums) -> visitor.visit(label, period, sums)));
  }

  void add(Assignment to, long period, Embedding sample) {
    ClassSums before = get(to.label(), period).orElseGet(() -> ClassSums.empty(sample.dim()));
    put(to.label(), period, before.plus(sample, to.weight()));
  }

  /**
   * Takes away a sample that was added to a bucket.
   *
   * @throws IllegalStateException if the class has not so many samples there
   */
  void subtract(Assignment from, long period, Embedding sample) {
    ClassSums before = get(from.label(), period).orElseGet(() -> ClassSums.empty(sample.dim()));
    put(from.label(), period, before.minus(sample, from.weight()));
  }

  /** Moves all samples of a class to another, each within its bucket. */
  void moveAll(String from, String to) {
    NavigableMap<Long, ClassSums> moved = classes.remove(from);
    if (moved != null) {
      NavigableMap<Long, ClassSums> target = classes.computeIfAbsent(to, l -> new TreeMap<>());
      moved.forEach((period, sums) -> target.merge(period, sums, ClassSums::plus));
    }
  }

  /** Lets go of all buckets up to a number. */
  void dropThrough(long period) {
    classes.values().forEach(buckets -> buckets.headMap(period, true).clear());
    classes.values().removeIf(NavigableMap::isEmpty);
  }

  /** Returns whether there are none. */
  boolean isEmpty() {
    return classes.isEmpty();
  }

  /** Returns an independent copy; the sums themselves are shared, being immutable. */
  public BucketedSums copy() {
    BucketedSums copy = new BucketedSums();
    forEach(copy::put);
    return copy;
  }
}
