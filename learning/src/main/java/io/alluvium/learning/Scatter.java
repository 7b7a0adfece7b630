package io.alluvium.learning;

import java.util.OptionalDouble;

/**
 * Sums of squared distances, in squared units of normalised vectors.
 *
 * @param samples samples
 * @param classes classes
 * @param within of each sample to the mean of its class
 * @param between of the mean of each sample's class to the mean of all
 */
record Scatter(long samples, int classes, double within, double between) {
  /** A scatter below this share of the second moment's trace is rounding error. */
  private static final double MIN_SHARE = 1e-12;

  static Scatter of(SufficientStatistics statistics, ClassMeans means, double unit) {
    int dim = statistics.space().dim();
    double total = 0;
    for (int i = 0; i < dim; i++) {
      total += statistics.moments().get(i, i);
    }
    double ofMeans = 0;
    double[] sum = new double[dim];
    for (int c = 0; c < means.count(); c++) {
      for (int i = 0; i < dim; i++) {
        double value = means.sums()[c * dim + i];
        ofMeans += value * means.means()[c * dim + i];
        sum[i] += value;
      }
    }
    double ofCentre = 0;
    for (double value : sum) {
      ofCentre += value * value / statistics.samples();
    }
    double noise = MIN_SHARE * total;
    return new Scatter(
        statistics.samples(),
        means.count(),
        cleared(total - ofMeans, noise) / (unit * unit),
        cleared(ofMeans - ofCentre, noise) / (unit * unit));
  }

  private static double cleared(double difference, double noise) {
    return difference > noise ? difference : 0;
  }

  OptionalDouble withinVariance() {
    return samples > classes ? OptionalDouble.of(within / (samples - classes)) : none();
  }

  OptionalDouble explainedShare() {
    return within + between > 0 ? OptionalDouble.of(between / (within + between)) : none();
  }

  OptionalDouble separation() {
    return classes > 1 && samples > classes && within > 0
        ? OptionalDouble.of(between / (classes - 1) / (within / (samples - classes)))
        : none();
  }

  private static OptionalDouble none() {
    return OptionalDouble.empty();
  }
}
