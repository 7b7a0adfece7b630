package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * Lets each class have a displacement of its own: that of its prototype, moved by every sample that
 * is answered unsurely by as much as the sample is like the prototype, and by surely answered ones
 * wholly. A sample is displaced by the mixture its own answer says.
 *
 * <p>Source: Gao et al., "PS-TTL: prototype-based soft-labels and test-time learning for few-shot
 * object detection", ACM Multimedia 2024. Departs from it: prototypes of embeddings in place of a
 * detector's.
 */
final class SoftPrototypeAdapter extends DisplacingAdapter {
  private static final double SURE = 0.8;
  private static final double MEMORY = 64;
  private static final double SHARPNESS = 10;

  private final int dim;
  private final int classes;
  private final ClassVectors displacements;
  private long absorbed;

  /**
   * Starts without samples.
   *
   * @param maxWords numbers that displacements may be stored in
   */
  SoftPrototypeAdapter(ClassGeometry geometry, long maxWords) {
    super(geometry);
    this.dim = geometry.space().dim();
    this.classes = geometry.classes();
    this.displacements = new ClassVectors(geometry, maxWords);
  }

  @Override
  public String name() {
    return "soft-prototype";
  }

  @Override
  boolean isIdentity() {
    return absorbed == 0;
  }

  @Override
  double[] displacement(Sample sample) {
    double[] displacement = new double[dim];
    for (int c = 0; c < classes; c++) {
      displacements.addTo(displacement, c, sample.frozen().of(c) * trust(c));
    }
    return displacement;
  }

  private double trust(int c) {
    return displacements.weight(c) / (displacements.weight(c) + 8);
  }

  @Override
  void absorb(Sample sample, Conditions conditions) {
    double[] point = sample.point();
    Posterior soft = soft(sample, point);
    for (int c = 0; c < classes; c++) {
      double share = soft.of(c);
      if (share > 0.01 && displacements.admits(c)) {
        double weight = Math.min(displacements.weight(c) + share, MEMORY);
        displacements.weigh(c, weight);
        double[] gap = point.clone();
        Points.add(gap, geometry().mean(c), -1);
        Points.approach(displacements.vector(c), gap, share / Math.max(1, weight));
      }
    }
    absorbed++;
  }

  private Posterior soft(Sample sample, double[] point) {
    if (sample.frozen().confidence() >= SURE) {
      double[] one = new double[classes];
      one[sample.frozen().best()] = 1;
      return Posterior.ofWeights(one);
    }
    double[] logs = new double[classes];
    for (int c = 0; c < logs.length; c++) {
      double[] prototype = geometry().mean(c);
      displacements.addTo(prototype, c, 1);
      logs[c] = SHARPNESS * Points.cosine(point, prototype);
    }
    return Posterior.mix(sample.frozen(), Posterior.ofLogs(logs), 0.5);
  }

  @Override
  public void reset() {
    displacements.clear();
    absorbed = 0;
  }

  @Override
  public void save(StateWriter state) {
    state.put(absorbed);
    displacements.save(state);
  }

  @Override
  public void load(StateReader state) {
    absorbed = state.nextLong(Long.MAX_VALUE);
    displacements.load(state);
  }
}
