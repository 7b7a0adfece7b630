package io.alluvium.learning;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The exact sums of features of all labelled samples, in two parts: those to fit from, and those
 * {@link HoldOut} keeps aside to choose constants on. Mutable, for one thread.
 */
public final class FeatureSums implements ClassView {
  private final FeatureMap map;
  private final SufficientStatistics fitted;
  private final SufficientStatistics heldOut;

  private FeatureSums(FeatureMap map, SufficientStatistics fitted, SufficientStatistics heldOut) {
    this.map = map;
    this.fitted = fitted;
    this.heldOut = heldOut;
  }

  /** Creates the sums of no samples. */
  public FeatureSums(FeatureMap map) {
    this(map, new SufficientStatistics(map.space()), new SufficientStatistics(map.space()));
  }

  /** Returns the map that the features come from. */
  public FeatureMap map() {
    return map;
  }

  /** Returns the sums to fit from: read only. */
  public SufficientStatistics fitted() {
    return fitted;
  }

  /** Returns the sums of the samples that are kept aside: read only. */
  public SufficientStatistics heldOut() {
    return heldOut;
  }

  /** Returns the sums of all samples, copied. */
  public SufficientStatistics all() {
    SufficientStatistics all = fitted.copy();
    all.merge(heldOut);
    return all;
  }

  @Override
  public Space space() {
    return map.space();
  }

  @Override
  public SortedSet<String> labels() {
    SortedSet<String> labels = new TreeSet<>(LabelOrder.ASCENDING);
    labels.addAll(fitted.labels());
    labels.addAll(heldOut.labels());
    return Collections.unmodifiableSortedSet(labels);
  }

  @Override
  public Optional<ClassSums> classSums(String label) {
    Optional<ClassSums> first = fitted.classSums(label);
    Optional<ClassSums> second = heldOut.classSums(label);
    return first.isPresent() && second.isPresent()
        ? Optional.of(first.get().plus(second.get()))
        : first.or(() -> second);
  }

  void apply(LabelChange change) {
    SufficientStatistics part = HoldOut.contains(change.sampleId()) ? heldOut : fitted;
    Embedding features = map.map(change.embedding());
    part.apply(new LabelChange(change.sampleId(), features, change.from(), change.to()));
  }

  void moveAll(String from, String to) {
    moveAll(fitted, from, to);
    moveAll(heldOut, from, to);
  }

  private static void moveAll(SufficientStatistics part, String from, String to) {
    if (part.classSums(from).isPresent()) {
      part.moveAll(from, to);
    }
  }

  FeatureSums copy() {
    return new FeatureSums(map, fitted.copy(), heldOut.copy());
  }
}
