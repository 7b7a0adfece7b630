package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

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

  /** Residuals, each weighed by its count. */
  private final ClassVectors residuals;

  private double[] shares;
  private double total;

  /**
   * Starts without samples.
   *
   * @param maxWords numbers that residuals may be stored in
   */
  BalancedShiftAdapter(ClassGeometry geometry, long maxWords) {
    super(geometry);
    this.dim = geometry.space().dim();
    this.priors = FrozenClassifier.priors(geometry);
    this.smoothing = 1.0 / priors.length;
    this.residuals = new ClassVectors(geometry, maxWords);
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
    for (int c = 0; c < priors.length; c++) {
      double count = residuals.weight(c);
      if (count > 0) {
        double weight = count / (count + HALF_TRUST);
        weights += weight;
        residuals.addTo(displacement, c, weight);
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
    int best = answer.best();
    if (answer.confidence() > CONFIDENT && residuals.admits(best)) {
      double count = residuals.weight(best) + 1;
      residuals.weigh(best, count);
      total++;
      double[] gap = sample.point();
      Points.add(gap, geometry().mean(best), -1);
      Points.approach(residuals.vector(best), gap, Math.max(SLOWEST, 1.0 / count));
    }
  }

  @Override
  public void reset() {
    residuals.clear();
    shares = priors.clone();
    total = 0;
  }

  @Override
  public void save(StateWriter state) {
    residuals.save(state);
  }

  @Override
  public void load(StateReader state) {
    residuals.load(state);
    total = residuals.total();
  }

  @Override
  public void saveOfSolve(StateWriter state) {
    state.put(shares);
  }

  @Override
  public void loadOfSolve(StateReader state) {
    shares = state.nextDoubles(shares.length);
  }
}
