package io.alluvium.learning;

import java.nio.charset.StandardCharsets;
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

  /** Returns sums that were stored; owned from now on by what is returned. */
  public static FeatureSums of(
      FeatureMap map, SufficientStatistics fitted, SufficientStatistics heldOut) {
    return new FeatureSums(map, fitted, heldOut);
  }

  /** Returns whether a sample belongs to those that are kept aside. */
  public static boolean holdsOut(String sampleId) {
    return HoldOut.contains(sampleId);
  }

  /**
   * Returns a space under whose id the sums of the samples that are kept aside can be stored beside
   * those to fit from: of the same shape, with an id of its own.
   */
  public static Space heldOutKey(FeatureMap map) {
    Space space = map.space();
    StatisticsDigest digest = new StatisticsDigest();
    digest.bytes(space.id().toBytes());
    digest.bytes("held out".getBytes(StandardCharsets.UTF_8));
    return new Space(SpaceId.ofBytes(digest.finish()), space.dim(), space.normalisation());
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

  /** Adds a labelled sample. */
  public void add(String label, Exemplar exemplar) {
    apply(
        new LabelChange(
            exemplar.id(),
            exemplar.embedding(),
            Optional.empty(),
            Optional.of(new Assignment(label, exemplar.weight()))));
  }

  void apply(LabelChange change) {
    SufficientStatistics part = HoldOut.contains(change.sampleId()) ? heldOut : fitted;
    seen(map, change).ifPresent(part::apply);
  }

  /** Returns what a change of a label is to the sums of features; empty where nothing. */
  public static Optional<LabelChange> seen(FeatureMap map, LabelChange change) {
    return change.touchesFeatures()
        ? Optional.of(change.of(map.map(change.embedding())).reaching(LabelChange.Reach.ALL))
        : Optional.empty();
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
