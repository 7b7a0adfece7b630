package io.alluvium.learning.adapt;

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
  private double[][] displacements;
  private double[] weights;
  private long absorbed;

  SoftPrototypeAdapter(FrozenClassifier classifier) {
    super(classifier);
    this.dim = classifier.geometry().space().dim();
    this.displacements = new double[classifier.geometry().classes()][dim];
    this.weights = new double[displacements.length];
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
    for (int c = 0; c < displacements.length; c++) {
      Points.add(displacement, displacements[c], sample.frozen().of(c) * trust(c));
    }
    return displacement;
  }

  private double trust(int c) {
    return weights[c] / (weights[c] + 8);
  }

  @Override
  void absorb(Sample sample, Conditions conditions) {
    double[] point = sample.point();
    Posterior soft = soft(sample, point);
    for (int c = 0; c < displacements.length; c++) {
      double share = soft.of(c);
      if (share > 0.01) {
        weights[c] = Math.min(weights[c] + share, MEMORY);
        double[] gap = point.clone();
        Points.add(gap, classifier().geometry().mean(c), -1);
        Points.approach(displacements[c], gap, share / Math.max(1, weights[c]));
      }
    }
    absorbed++;
  }

  private Posterior soft(Sample sample, double[] point) {
    if (sample.frozen().confidence() >= SURE) {
      double[] one = new double[displacements.length];
      one[sample.frozen().best()] = 1;
      return Posterior.ofWeights(one);
    }
    double[] logs = new double[displacements.length];
    for (int c = 0; c < logs.length; c++) {
      double[] prototype = classifier().geometry().mean(c);
      Points.add(prototype, displacements[c], 1);
      logs[c] = SHARPNESS * Points.cosine(point, prototype);
    }
    return Posterior.mix(sample.frozen(), Posterior.ofLogs(logs), 0.5);
  }

  @Override
  public void reset() {
    displacements = new double[displacements.length][dim];
    weights = new double[weights.length];
    absorbed = 0;
  }
}
