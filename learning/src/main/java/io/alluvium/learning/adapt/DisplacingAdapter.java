package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import java.util.List;

/**
 * An adapter that moves each sample back to where the classifier has learnt such samples, and asks
 * the classifier. Samples of a batch are answered alone and taken up one by one.
 */
abstract class DisplacingAdapter implements LiveAdapter {
  private final ClassGeometry geometry;

  DisplacingAdapter(ClassGeometry geometry) {
    this.geometry = geometry;
  }

  final ClassGeometry geometry() {
    return geometry;
  }

  /** Returns what is taken from the sample, float64[dim], in the units of embeddings. */
  abstract double[] displacement(Sample sample);

  /** Returns whether samples stay where they are. */
  abstract boolean isIdentity();

  abstract void absorb(Sample sample, Conditions conditions);

  Posterior answer(Sample sample) {
    return isIdentity() ? sample.frozen() : at(sample, displacement(sample));
  }

  /** Returns the answer to a sample that is displaced. */
  static Posterior at(Sample sample, double[] displacement) {
    double[] moved = sample.point();
    Points.add(moved, displacement, -1);
    return sample.at(moved);
  }

  @Override
  public final List<Posterior> answer(List<Sample> batch, Conditions conditions) {
    return batch.stream().map(this::answer).toList();
  }

  @Override
  public final void absorb(List<Sample> batch, Conditions conditions) {
    batch.forEach(sample -> absorb(sample, conditions));
  }
}
