package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that heads are fitted from: the exact sums of a space and, where a head {@link
 * Demands} it, the sums of features derived from it and the labelled samples themselves.
 *
 * <p>All of it is a function of the set of labelled samples, whatever the order in which they came:
 * what is taken away leaves no trace. Mutable, for one thread; one per task.
 */
public final class Evidence {
  private final SufficientStatistics statistics;
  private final List<FeatureSums> features;
  private final Optional<Exemplars> exemplars;

  private Evidence(
      SufficientStatistics statistics, List<FeatureSums> features, Optional<Exemplars> exemplars) {
    this.statistics = statistics;
    this.features = List.copyOf(features);
    this.exemplars = exemplars;
  }

  /** Returns the evidence of no samples, with what is demanded. */
  public static Evidence empty(Space space, Demands demands) {
    return new Evidence(
        new SufficientStatistics(space),
        demands.features().stream().map(FeatureSums::new).toList(),
        demands.exemplars() ? Optional.of(new Exemplars()) : Optional.empty());
  }

  /** Returns evidence of the given sums and nothing else; they are owned by it from now on. */
  public static Evidence of(SufficientStatistics statistics) {
    return new Evidence(statistics, List.of(), Optional.empty());
  }

  /** Returns the sums of the space itself: read only. */
  public SufficientStatistics statistics() {
    return statistics;
  }

  /**
   * Returns the sums of features of a derived space: read only.
   *
   * @throws IllegalStateException if nobody demanded them
   */
  public FeatureSums features(Space space) {
    return features.stream()
        .filter(sums -> sums.space().equals(space))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "features of space "
                    + space.id().abbreviated()
                    + " are not summed: the head did not demand them"));
  }

  /**
   * Returns the labelled samples: read only.
   *
   * @throws IllegalStateException if nobody demanded them
   */
  public Exemplars exemplars() {
    return exemplars.orElseThrow(
        () -> new IllegalStateException("samples are not kept: the head did not demand them"));
  }

  /**
   * Applies a change of a label.
   *
   * @throws IllegalStateException if the class it leaves has no sample
   */
  void apply(LabelChange change) {
    change(change.sampleId(), change.embedding(), change.from(), change.to());
  }

  /** Takes back a change that was the last to be applied to its sample. */
  void undo(LabelChange change) {
    change(change.sampleId(), change.embedding(), change.to(), change.from());
  }

  private void change(
      String sampleId, Embedding sample, Optional<Assignment> from, Optional<Assignment> to) {
    statistics.change(sample, from, to);
    features.forEach(sums -> sums.change(sampleId, sample, from, to));
    exemplars.ifPresent(samples ->
        samples.change(sampleId, sample, from.map(Assignment::label), to.map(Assignment::label)));
  }

  /** Moves all samples of a class into another, which is created if there is none. */
  void moveAll(String from, String to) {
    statistics.moveAll(from, to);
    features.forEach(sums -> sums.moveAll(from, to));
    exemplars.ifPresent(samples -> samples.moveAll(from, to));
  }

  /** Returns an independent copy. */
  public Evidence copy() {
    List<FeatureSums> copies = new ArrayList<>(features.size());
    features.forEach(sums -> copies.add(sums.copy()));
    return new Evidence(statistics.copy(), copies, exemplars.map(Exemplars::copy));
  }
}
