package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.internal.Matrices;

/**
 * Two vectors that are taken from a sample: one of the domain, which follows the last 64 samples or
 * so, and one of all domains, which follows slowly, and least in dimensions in which domains differ
 * (homeostasis). A reset forgets the first alone.
 *
 * <p>Source: Gan et al., "Decorate the newcomers: visual domain prompt for continual test time
 * adaptation", AAAI 2023. Departs from it: vectors of the embedding in place of pixels, followed in
 * closed form.
 */
final class DomainPromptAdapter extends DisplacingAdapter {
  private static final double OWN_MEMORY = 64;
  private static final double SHARED_MEMORY = 2048;
  private static final double PRIOR_SAMPLES = 8;
  private static final double SENSITIVITY_RATE = 1.0 / 512;

  private final double[] learnt;
  private double[] shared;
  private double[] sensitivity;
  private double[] own;
  private double weight = PRIOR_SAMPLES;

  DomainPromptAdapter(ClassGeometry geometry) {
    super(geometry);
    this.learnt = geometry.centre();
    this.shared = new double[learnt.length];
    this.sensitivity = new double[learnt.length];
    this.own = new double[learnt.length];
  }

  @Override
  public String name() {
    return "domain-prompt";
  }

  @Override
  boolean isIdentity() {
    return weight == PRIOR_SAMPLES;
  }

  @Override
  double[] displacement(Sample sample) {
    double[] displacement = own.clone();
    Points.add(displacement, shared, 1);
    return displacement;
  }

  @Override
  void absorb(Sample sample, Conditions conditions) {
    weight = Math.min(weight + 1, OWN_MEMORY);
    double[] gap = sample.point();
    Points.add(gap, learnt, -1);
    Points.add(gap, shared, -1);
    Points.approach(own, gap, 1 / weight);
    double mean = Matrices.dot(own, own) / own.length;
    for (int i = 0; i < gap.length && mean > 0; i++) {
      sensitivity[i] += SENSITIVITY_RATE * (own[i] * own[i] / mean - sensitivity[i]);
      shared[i] += gap[i] / SHARED_MEMORY / (1 + sensitivity[i]);
    }
  }

  @Override
  public void reset() {
    own = new double[learnt.length];
    weight = PRIOR_SAMPLES;
  }

  @Override
  public void save(StateWriter state) {
    state.put(own).put(shared).put(sensitivity).put(weight);
  }

  @Override
  public void load(StateReader state) {
    own = state.nextDoubles(own.length);
    shared = state.nextDoubles(shared.length);
    sensitivity = state.nextDoubles(sensitivity.length);
    weight = state.nextDouble();
  }
}
