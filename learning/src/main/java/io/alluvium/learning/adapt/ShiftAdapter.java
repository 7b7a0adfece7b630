package io.alluvium.learning.adapt;

/**
 * Moves samples by how far the recent mean of the source is from the mean of what was learnt.
 *
 * <p>The memory is counted in samples, and grows with the correlation of labels as the number of
 * samples does that say as much as independent ones: {@code 128 (1 + r) / (1 - r)}, at most 2048.
 *
 * <p>Source: Niu et al., "Test-time model adaptation with only forward passes", ICML 2024 (back to
 * source activation shifting). Departs from it: the memory is not counted in batches, and the mean
 * of what was learnt counts as 8 samples of the source.
 */
final class ShiftAdapter extends DisplacingAdapter {
  static final double MEMORY = 128;
  static final double MAX_MEMORY = 2048;
  private static final double PRIOR_SAMPLES = 8;

  private final double[] learnt;
  private double[] mean;
  private double weight;

  ShiftAdapter(FrozenClassifier classifier) {
    super(classifier);
    this.learnt = classifier.geometry().centre();
    this.mean = learnt.clone();
    this.weight = PRIOR_SAMPLES;
  }

  @Override
  public String name() {
    return "shift";
  }

  @Override
  double[] displacement(Sample sample) {
    return displacement();
  }

  /** Returns how far the recent mean is from the learnt one. */
  double[] displacement() {
    double[] displacement = mean.clone();
    Points.add(displacement, learnt, -1);
    return displacement;
  }

  @Override
  boolean isIdentity() {
    return weight == PRIOR_SAMPLES;
  }

  @Override
  void absorb(Sample sample, Conditions conditions) {
    weight = Math.min(weight + 1, memory(conditions));
    Points.approach(mean, sample.point(), 1 / weight);
  }

  static double memory(Conditions conditions) {
    double r = conditions.autocorrelation();
    return Math.min(MAX_MEMORY, MEMORY * (1 + r) / (1 - r));
  }

  @Override
  public void reset() {
    mean = learnt.clone();
    weight = PRIOR_SAMPLES;
  }
}
