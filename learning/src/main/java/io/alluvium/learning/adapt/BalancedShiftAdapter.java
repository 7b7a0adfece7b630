package io.alluvium.learning.adapt;

/**
 * Moves samples by how far confidently answered ones lie from the mean of their class, each class
 * counting alike, so that labels that come in runs are not taken for a shift; and multiplies
 * probabilities by the recent share of each class over its share among the labelled samples.
 *
 * <pre>
 * displacement = min(1, n / 32) sum_c k_c r_c / sum_c k_c        k_c = n_c / (n_c + 4)
 * r_c += max(0.05, 1 / n_c) (z - mean_c - r_c)                   where the answer c has p above 0.5
 * p_c ~ p_c (f_c + s) / (prior_c + s)                            f_c fading share of answers
 * </pre>
 *
 * <p>Source: the shift is this project's; the correction follows Marsden, Döbler and Yang,
 * "Universal test-time adaptation through weight ensembling, diversity weighting, and prior
 * correction", WACV 2024, here over a fading memory of 128 answers in place of a batch.
 */
final class BalancedShiftAdapter extends DisplacingAdapter {
  private static final double CONFIDENT = 0.5;
  private static final double SLOWEST = 0.05;
  private static final double HALF_TRUST = 4;
  private static final double RAMP = 32;
  private static final double SHARE_RATE = 1.0 / 128;

  private final int dim;
  private final double[] priors;
  private final double smoothing;
  private double[][] residuals;
  private long[] counts;
  private double[] shares;
  private long total;

  BalancedShiftAdapter(FrozenClassifier classifier) {
    super(classifier);
    this.dim = classifier.geometry().space().dim();
    this.priors = classifier.priors();
    this.smoothing = 1.0 / priors.length;
    this.residuals = new double[priors.length][];
    this.counts = new long[priors.length];
    this.shares = priors.clone();
  }

  @Override
  public String name() {
    return "balanced-shift";
  }

  @Override
  boolean isIdentity() {
    return total == 0;
  }

  @Override
  double[] displacement(Sample sample) {
    double[] displacement = new double[dim];
    double weights = 0;
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        double weight = counts[c] / (counts[c] + HALF_TRUST);
        weights += weight;
        Points.add(displacement, residuals[c], weight);
      }
    }
    Points.scale(displacement, Math.min(1, total / RAMP) / weights);
    return displacement;
  }

  @Override
  Posterior answer(Sample sample) {
    double[] weights = super.answer(sample).toArray();
    for (int c = 0; c < weights.length; c++) {
      weights[c] *= (shares[c] + smoothing) / (priors[c] + smoothing);
    }
    return Posterior.ofWeights(weights);
  }

  @Override
  void absorb(Sample sample, Conditions conditions) {
    Posterior answer = super.answer(sample);
    for (int c = 0; c < shares.length; c++) {
      shares[c] += SHARE_RATE * (answer.of(c) - shares[c]);
    }
    if (answer.confidence() > CONFIDENT) {
      int c = answer.best();
      counts[c]++;
      total++;
      double[] residual = counts[c] == 1 ? new double[dim] : residuals[c];
      double[] gap = sample.point();
      Points.add(gap, classifier().geometry().mean(c), -1);
      Points.approach(residual, gap, Math.max(SLOWEST, 1.0 / counts[c]));
      residuals[c] = residual;
    }
  }

  @Override
  public void reset() {
    residuals = new double[priors.length][];
    counts = new long[priors.length];
    shares = priors.clone();
    total = 0;
  }
}
