package io.alluvium.learning;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What heads {@link Demands demand} beyond the sums of a space: the sums of features derived from
 * it, and the labelled samples themselves.
 *
 * <p>A function of the set of labelled samples, whatever the order in which they came: what is
 * taken away leaves no trace. Mutable, for one thread.
 */
public final class Derived {
  private final List<FeatureSums> features;
  private final Optional<Exemplars> exemplars;

  private Derived(List<FeatureSums> features, Optional<Exemplars> exemplars) {
    this.features = List.copyOf(features);
    this.exemplars = exemplars;
  }

  /** Returns what is demanded, of no samples. */
  public static Derived empty(Demands demands) {
    return new Derived(
        demands.features().stream().map(FeatureSums::new).toList(),
        demands.exemplars() ? Optional.of(new Exemplars()) : Optional.empty());
  }

  /**
   * Returns derived things that were stored or collected: owned from now on by what is returned.
   */
  public static Derived of(List<FeatureSums> features, Optional<Exemplars> exemplars) {
    return new Derived(features, exemplars);
  }

  /** Returns all sums of features: read only. */
  public List<FeatureSums> features() {
    return features;
  }

  /** Returns whether the labelled samples themselves are demanded. */
  public boolean hasExemplars() {
    return exemplars.isPresent();
  }

  /** Returns whether nothing is demanded. */
  public boolean isEmpty() {
    return features.isEmpty() && exemplars.isEmpty();
  }

  FeatureSums features(Space space) {
    return features.stream()
        .filter(sums -> sums.space().equals(space))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "features of space "
                    + space.id().abbreviated()
                    + " are not summed: the head did not demand them"));
  }

  Exemplars exemplars() {
    return exemplars.orElseThrow(
        () -> new IllegalStateException("samples are not kept: the head did not demand them"));
  }

  /** Returns the labels that features or samples are of. */
  public SortedSet<String> labels() {
    SortedSet<String> labels = new TreeSet<>(LabelOrder.ASCENDING);
    features.forEach(sums -> labels.addAll(sums.labels()));
    exemplars.ifPresent(samples -> labels.addAll(samples.labels()));
    return labels;
  }

  /** Applies a change of a label. */
  public void apply(LabelChange change) {
    features.forEach(sums -> sums.apply(change));
    exemplars.ifPresent(samples -> samples.apply(change));
  }

  /** Moves all samples of a class into another, which is created if there is none. */
  void moveAll(String from, String to) {
    features.forEach(sums -> sums.moveAll(from, to));
    exemplars.ifPresent(samples -> samples.moveAll(from, to));
  }

  /** Returns an independent copy. */
  public Derived copy() {
    return new Derived(
        features.stream().map(FeatureSums::copy).toList(), exemplars.map(Exemplars::copy));
  }
}
