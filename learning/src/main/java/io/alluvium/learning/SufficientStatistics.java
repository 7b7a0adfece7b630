package io.alluvium.learning;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Everything a head is fitted from: the exact sums of each class and the shared second moment of
 * all labelled samples of one space.
 *
 * <p>Two instances that have seen the same labelled samples are equal bit for bit, whatever the
 * order of arrival and however they were split and merged; a subtracted sample leaves no trace.
 * {@link #digest()} shows it. A sample of weight {@code w} counts as {@code w} samples, in all
 * counts as in all sums. Mutable, for one thread; one per task and space.
 */
public final class SufficientStatistics implements ClassView {
  /** Largest weight of all samples, 2^32: no sum of products can overflow before. */
  public static final long MAX_SAMPLES = 1L << 32;

  private final Space space;
  private final NavigableMap<String, ClassSums> classes;
  private final PackedMoments moments;
  private final Optional<List<ClassSums>> groups;
  private long samples;

  private SufficientStatistics(
      Space space,
      NavigableMap<String, ClassSums> classes,
      PackedMoments moments,
      Optional<List<ClassSums>> groups) {
    this.space = space;
    this.classes = classes;
    this.moments = moments;
    this.groups = groups;
    this.samples = classes.values().stream().mapToLong(ClassSums::count).sum();
  }

  /** Creates the statistics of no samples. */
  public SufficientStatistics(Space space) {
    this(
        space,
        new TreeMap<>(LabelOrder.ASCENDING),
        new PackedMoments(space.dim()),
        Optional.empty());
  }

  /**
   * Returns statistics of the given parts, which are copied. Classes without samples are left out.
   *
   * @throws IllegalArgumentException if a dimension differs from that of the space, or there are
   *     more than {@link #MAX_SAMPLES} samples
   */
  public static SufficientStatistics of(
      Space space, Map<String, ClassSums> classes, PackedMoments moments) {
    checkDim("moments", moments.dim(), space);
    NavigableMap<String, ClassSums> kept = new TreeMap<>(LabelOrder.ASCENDING);
    long samples = 0;
    for (Map.Entry<String, ClassSums> entry : classes.entrySet()) {
      checkDim("class '" + entry.getKey() + "'", entry.getValue().dim(), space);
      samples += entry.getValue().count();
      if (entry.getValue().count() > 0) {
        kept.put(entry.getKey(), entry.getValue());
      }
      if (samples > MAX_SAMPLES) {
        throw new IllegalArgumentException(
            "statistics have " + samples + " samples, the limit is " + MAX_SAMPLES);
      }
    }
    return new SufficientStatistics(space, kept, moments.copy(), Optional.empty());
  }

  /**
   * Returns statistics to be read and not changed: class sums in which some samples count less, and
   * the second moment of all, which is shared.
   *
   * @param all statistics of all samples, each counted fully
   * @param classes what is read of each class
   * @param groups all samples in groups of one class and one time: scatter is that within them
   */
  static SufficientStatistics reading(
      SufficientStatistics all, NavigableMap<String, ClassSums> classes, List<ClassSums> groups) {
    return new SufficientStatistics(all.space, classes, all.moments, Optional.of(groups));
  }

  private static void checkDim(String what, int dim, Space space) {
    if (dim != space.dim()) {
      throw new IllegalArgumentException(
          what + " has dimension " + dim + ", the space has " + space.dim());
    }
  }

  @Override
  public Space space() {
    return space;
  }

  /** Returns the number of samples over all classes, in [0, {@link #MAX_SAMPLES}]. */
  public long samples() {
    return samples;
  }

  @Override
  public SortedSet<String> labels() {
    return Collections.unmodifiableSortedSet(classes.navigableKeySet());
  }

  @Override
  public Optional<ClassSums> classSums(String label) {
    return Optional.ofNullable(classes.get(label));
  }

  /** The sums of all classes, in the order of labels. */
  Collection<ClassSums> classes() {
    return classes.values();
  }

  /**
   * The samples of the second moment in groups of one class, or of one class and one time where
   * these are told apart; scatter is that within the groups.
   */
  Collection<ClassSums> groups() {
    return groups.isPresent() ? groups.get() : classes.values();
  }

  /** Replaces what is read of a class, in statistics that are read for class sums alone. */
  void replace(String label, Optional<ClassSums> sums) {
    sums.ifPresentOrElse(read -> classes.put(label, read), () -> classes.remove(label));
  }

  /** Whether {@link #groups} are others than the classes. */
  boolean tellsTimesApart() {
    return groups.isPresent();
  }

  /** Returns the shared second moment itself: read it, do not change it. */
  public PackedMoments moments() {
    return moments;
  }

  /**
   * Adds a labelled sample of weight 1.
   *
   * @throws IllegalArgumentException if the dimension differs
   * @throws IllegalStateException if there are {@link #MAX_SAMPLES} samples
   */
  public void add(String label, Embedding sample) {
    add(Assignment.of(label), sample);
  }

  /**
   * Adds a labelled sample.
   *
   * @throws IllegalArgumentException if the dimension differs
   * @throws IllegalStateException if there would be more than {@link #MAX_SAMPLES} samples
   */
  public void add(Assignment to, Embedding sample) {
    checkRoom(to.weight());
    enter(to, sample);
    count(sample, to.weight());
  }

  private void enter(Assignment to, Embedding sample) {
    ClassSums before = classes.getOrDefault(to.label(), ClassSums.empty(space.dim()));
    classes.put(to.label(), before.plus(sample, to.weight()));
  }

  /**
   * Takes away a sample of weight 1 that was added with this label. A class with no samples left
   * disappears.
   *
   * @throws IllegalArgumentException if the dimension differs
   * @throws IllegalStateException if the class has no samples
   */
  public void subtract(String label, Embedding sample) {
    subtract(Assignment.of(label), sample);
  }

  /**
   * Takes away a sample that was added with this label and weight. A class with no samples left
   * disappears.
   *
   * @throws IllegalArgumentException if the dimension differs
   * @throws IllegalStateException if the class has not so many samples
   */
  public void subtract(Assignment from, Embedding sample) {
    leave(from, sample);
    count(sample, -from.weight());
  }

  private void count(Embedding sample, int times) {
    moments.add(sample, times);
    samples += times;
  }

  /**
   * Takes a sample out of one class and into another, or changes its weight: the same as {@link
   * #subtract} and {@link #add}, without touching the second moment if the weight stays.
   *
   * @throws IllegalArgumentException if the dimension differs
   * @throws IllegalStateException if the class it leaves has not so many samples, or there would be
   *     more than {@link #MAX_SAMPLES}
   */
  public void move(Assignment from, Assignment to, Embedding sample) {
    int added = to.weight() - from.weight();
    checkRoom(added);
    leave(from, sample);
    enter(to, sample);
    if (added != 0) {
      count(sample, added);
    }
  }

  /**
   * Makes a change of a label: {@link #add}, {@link #subtract} or {@link #move}. One that does not
   * reach the sums leaves everything as it is.
   *
   * @throws IllegalArgumentException if the dimension differs
   * @throws IllegalStateException if the class it leaves has not so many samples, or there would be
   *     more than {@link #MAX_SAMPLES}
   */
  public void apply(LabelChange change) {
    if (!change.touchesSums()) {
      return;
    }
    if (change.from().isPresent() && change.to().isPresent()) {
      move(change.from().get(), change.to().get(), change.embedding());
    } else {
      change.from().ifPresent(from -> subtract(from, change.embedding()));
      change.to().ifPresent(to -> add(to, change.embedding()));
    }
  }

  /**
   * Moves all samples of a class into another, which is created if there is none.
   *
   * @throws IllegalStateException if the class has no samples
   */
  public void moveAll(String from, String to) {
    ClassSums moved = classes.remove(from);
    if (moved == null) {
      throw new IllegalStateException("class '" + from + "' has no samples to move");
    }
    classes.merge(to, moved, ClassSums::plus);
  }

  private void leave(Assignment from, Embedding sample) {
    ClassSums before = classes.get(from.label());
    if (before == null) {
      throw new IllegalStateException("class '" + from.label() + "' has no samples to take away");
    }
    ClassSums after = before.minus(sample, from.weight());
    if (after.count() == 0) {
      classes.remove(from.label());
    } else {
      classes.put(from.label(), after);
    }
  }

  /**
   * Adds the samples of other statistics of the same space.
   *
   * @throws IllegalArgumentException if the space differs
   * @throws IllegalStateException if there would be more than {@link #MAX_SAMPLES} samples
   */
  public void merge(SufficientStatistics other) {
    checkSpace(other);
    checkRoom(other.samples);
    other.classes.forEach((label, sums) -> classes.merge(label, sums, ClassSums::plus));
    moments.merge(other.moments);
    samples += other.samples;
  }

  /**
   * Takes away the samples of other statistics of the same space, which were added before: the
   * inverse of {@link #merge}. Classes with no samples left disappear.
   *
   * @throws IllegalArgumentException if the space differs
   * @throws IllegalStateException if a class has not the samples that are taken away; nothing has
   *     changed then
   */
  public void separate(SufficientStatistics other) {
    checkSpace(other);
    NavigableMap<String, ClassSums> left = new TreeMap<>(classes);
    other.classes.forEach((label, sums) -> {
      ClassSums rest = left.getOrDefault(label, ClassSums.empty(space.dim())).minus(sums);
      if (rest.count() == 0) {
        left.remove(label);
      } else {
        left.put(label, rest);
      }
    });
    classes.putAll(left);
    classes.keySet().retainAll(left.keySet());
    moments.separate(other.moments);
    samples -= other.samples;
  }

  private void checkSpace(SufficientStatistics other) {
    if (!other.space.equals(space)) {
      throw new IllegalArgumentException(
          "statistics are of space "
              + other.space.id().abbreviated()
              + ", expected "
              + space.id().abbreviated());
    }
  }

  private void checkRoom(long more) {
    if (samples + more > MAX_SAMPLES) {
      throw new IllegalStateException(
          "statistics would have " + (samples + more) + " samples, the limit is " + MAX_SAMPLES);
    }
  }

  /** Returns an independent copy; the sums of classes are shared, being immutable. */
  public SufficientStatistics copy() {
    return new SufficientStatistics(space, new TreeMap<>(classes), moments.copy(), groups);
  }

  /**
   * Returns the SHA-256 of the state, 32 bytes. Little-endian over: the space id; the number of
   * classes as int32; for each class in the order of {@link LabelOrder} the length of its UTF-8
   * label as int32, the label, count and sums as int64; the packed second moment as int64.
   */
  public byte[] digest() {
    StatisticsDigest digest = new StatisticsDigest();
    digest.bytes(space.id().toBytes());
    digest.number(classes.size());
    classes.forEach(digest::classSums);
    digest.longs(moments.values());
    return digest.finish();
  }
}
