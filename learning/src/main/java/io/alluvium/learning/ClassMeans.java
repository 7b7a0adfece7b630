package io.alluvium.learning;

import io.alluvium.learning.internal.KernelOperations;
import java.util.Collection;

/**
 * Counts, sums and means of all classes in double, float64[count][dim] in the order of labels: what
 * solves read the exact sums as.
 */
final class ClassMeans {
  private final int dim;
  private final long[] counts;
  private final double[] sums;
  private final double[] means;

  private ClassMeans(int dim, int classes) {
    this.dim = dim;
    this.counts = new long[classes];
    this.sums = new double[classes * dim];
    this.means = new double[classes * dim];
  }

  static ClassMeans of(SufficientStatistics statistics) {
    return of(statistics.space().dim(), statistics.classes());
  }

  static ClassMeans of(int dim, Collection<ClassSums> classes) {
    ClassMeans result = new ClassMeans(dim, classes.size());
    int next = 0;
    for (ClassSums each : classes) {
      result.set(next++, each);
    }
    return result;
  }

  private void set(int index, ClassSums from) {
    counts[index] = from.count();
    for (int i = 0; i < dim; i++) {
      sums[index * dim + i] = from.sum(i);
      means[index * dim + i] = sums[index * dim + i] / from.count();
    }
  }

  int count() {
    return counts.length;
  }

  long samples(int index) {
    return counts[index];
  }

  /** Sums, row-major: never written to. */
  double[] sums() {
    return sums;
  }

  /** Means, row-major: never written to. */
  double[] means() {
    return means;
  }

  /**
   * Weight of a class among others, {@code n / (n + 1)}: a mean of few samples is known less well.
   */
  double weight(int index) {
    return counts[index] / (counts[index] + 1.0);
  }

  /** Returns the sum of all weights. */
  double totalWeight() {
    double total = 0;
    for (int c = 0; c < counts.length; c++) {
      total += weight(c);
    }
    return total;
  }

  /** Returns the weighted mean of the class means, float64[dim]. */
  double[] centre(KernelOperations kernels) {
    double total = totalWeight();
    double[] factors = new double[counts.length];
    for (int c = 0; c < counts.length; c++) {
      factors[c] = weight(c) / total;
    }
    double[] centre = new double[dim];
    kernels.addRows(counts.length, dim, factors, 0, means, 0, dim, centre, 0);
    return centre;
  }
}
