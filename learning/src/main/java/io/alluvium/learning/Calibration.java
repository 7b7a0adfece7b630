package io.alluvium.learning;

import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import java.util.Comparator;
import java.util.List;

/**
 * Training-free calibration of the mean of a class of few samples by the means of base classes,
 * those of at least {@value #BASE_COUNT} samples, of which the {@value #MAX_BASE} largest count:
 *
 * <pre>
 * w = softmax(16 cos(mu_c, mu_b))        mu_c' = (1 - a) mu_c + a |mu_c| sum_b w_b mu_b / |mu_b|
 * a = 0.5 * k / (k + n_c)                none with fewer than two base classes
 * </pre>
 *
 * <p>A view for reading: sums stay what they are. Immutable; safe for any thread.
 *
 * <p>Source: Wang, Zhou, Zhang, Zhan and Ye, "Few-shot class-incremental learning via training-free
 * prototype calibration", NeurIPS 2023, equations (5) to (7). Departs from it: base classes are
 * those of many samples instead of those of a first task, and the share of the calibration fades
 * with the number of samples.
 */
final class Calibration {
  private static final int BASE_COUNT = 100;
  private static final double INVERSE_TEMPERATURE = 16;
  private static final double LARGEST_SHARE = 0.5;
  private static final int MAX_BASE = 1024;

  private final KernelOperations kernels = Kernels.operations();
  private final int dim;
  private final double fadingCount;
  private final int count;
  private final double[] directions;

  private Calibration(int dim, double fadingCount, List<double[]> directions) {
    this.dim = dim;
    this.fadingCount = fadingCount;
    this.count = directions.size();
    this.directions = new double[count * dim];
    for (int b = 0; b < count; b++) {
      System.arraycopy(directions.get(b), 0, this.directions, b * dim, dim);
    }
  }

  /**
   * Takes the base classes of the statistics; of equally large ones those whose labels come first.
   *
   * @param fadingCount {@code k}: samples of a class at which half of the calibration is left
   */
  static Calibration of(SufficientStatistics statistics, double fadingCount) {
    List<double[]> directions =
        statistics.classes().stream()
            .filter(sums -> sums.count() >= BASE_COUNT)
            .sorted(Comparator.comparingLong(ClassSums::count).reversed())
            .limit(MAX_BASE)
            .map(sums -> sums.offsetFrom(new double[sums.dim()]))
            .filter(mean -> Matrices.norm(mean) > 0)
            .toList();
    directions.forEach(mean -> scale(mean, 1 / Matrices.norm(mean)));
    return new Calibration(statistics.space().dim(), fadingCount, directions);
  }

  /** Returns the sums of as many samples around the calibrated mean, rounded to integers. */
  ClassSums calibrated(ClassSums sums) {
    if (count < 2 || sums.count() >= BASE_COUNT) {
      return sums;
    }
    double[] mean = sums.offsetFrom(new double[dim]);
    double norm = Matrices.norm(mean);
    if (norm == 0) {
      return sums;
    }
    double[] similar = new double[dim];
    kernels.addRows(count, dim, weights(mean, norm), 0, directions, 0, dim, similar, 0);
    double share = LARGEST_SHARE * fadingCount / (fadingCount + sums.count());
    for (int i = 0; i < dim; i++) {
      mean[i] = (1 - share) * mean[i] + share * norm * similar[i];
    }
    return sums.around(mean);
  }

  private double[] weights(double[] mean, double norm) {
    double[] weights = new double[count];
    double largest = Double.NEGATIVE_INFINITY;
    for (int b = 0; b < count; b++) {
      double dot = 0;
      for (int i = 0; i < dim; i++) {
        dot += mean[i] * directions[b * dim + i];
      }
      weights[b] = INVERSE_TEMPERATURE * dot / norm;
      largest = Math.max(largest, weights[b]);
    }
    double total = 0;
    for (int b = 0; b < count; b++) {
      weights[b] = StrictMath.exp(weights[b] - largest);
      total += weights[b];
    }
    scale(weights, 1 / total);
    return weights;
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }
}
