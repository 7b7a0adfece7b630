package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * Moves samples by how far the recent mean of the source is from the mean of what was learnt, as
 * {@link RecentMean} has it.
 *
 * <p>Source: Niu et al., "Test-time model adaptation with only forward passes", ICML 2024 (back to
 * source activation shifting). Departs from it: the memory is not counted in batches, and the mean
 * of what was learnt counts as 8 samples of the source.
 */
final class ShiftAdapter extends DisplacingAdapter {
  private final RecentMean recent;

  ShiftAdapter(ClassGeometry geometry) {
    super(geometry);
    this.recent = new RecentMean(geometry.centre());
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
    return recent.displacement();
  }

  @Override
  boolean isIdentity() {
    return recent.isEmpty();
  }

  @Override
  void absorb(Sample sample, Conditions conditions) {
    recent.add(sample.point(), geometry().mean(sample.frozen().best()), conditions);
  }

  @Override
  public void reset() {
    recent.reset();
  }

  @Override
  public void save(StateWriter state) {
    recent.save(state);
  }

  @Override
  public void load(StateReader state) {
    recent.load(state);
  }
}
