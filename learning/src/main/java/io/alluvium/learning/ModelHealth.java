package io.alluvium.learning;

import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.SymmetricEigen;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a model is, told from its exact sums alone: whether the embeddings use their dimensions, how
 * wide the classes are, and how far apart. No label is held out and no sample looked at again.
 *
 * <p>Lengths are in units of normalised vectors: 1 is the norm of every vector of an {@code l2}
 * space. The second moment is {@code T}, the sums of a class {@code s_c} over its {@code n_c}
 * samples, and {@code s} and {@code N} those of all.
 *
 * <p>A pure function of the sums: the same bits on every machine. Costs one eigendecomposition of
 * {@code T} and, for the closest classes, a pass over all pairs of the {@value #MAX_PAIRED}
 * largest.
 *
 * @param samples labelled samples, {@code N}, at least 1
 * @param classes classes, {@code C}
 * @param effectiveRank RankMe in [1, dim]: {@code exp(-sum_k p_k log p_k)} with {@code p_k} the
 *     share of the k-th singular value of the matrix of all labelled embeddings, not centred, which
 *     is the root of the k-th eigenvalue of {@code T}. Garrido, Balestriero, Najman and LeCun,
 *     "RankMe: assessing the downstream performance of pretrained self-supervised representations
 *     by their rank", ICML 2023, equation 1; their constant of 1e-7 is left out, since the sums are
 *     exact
 * @param withinVariance variance within classes summed over all dimensions, {@code (tr T - sum_c
 *     |s_c|^2 / n_c) / (N - C)}; empty where no class has two samples
 * @param explainedShare share of the scatter around the common mean that lies between classes, in
 *     [0, 1]; empty where there is no scatter
 * @param separation scatter between classes for each of {@code C - 1} over scatter within for each
 *     of {@code N - C}: the index of Calinski and Harabasz, "A dendrite method for cluster
 *     analysis", 1974. About 1 where labels say nothing of embeddings; empty with one class or no
 *     scatter within
 * @param meanDistance root of the mean squared distance between means of two classes; empty with
 *     one class
 * @param closest the two classes whose means are closest; empty with one class
 */
public record ModelHealth(
    long samples,
    int classes,
    double effectiveRank,
    OptionalDouble withinVariance,
    OptionalDouble explainedShare,
    OptionalDouble separation,
    OptionalDouble meanDistance,
    Optional<Pair> closest) {

  /**
   * Two classes.
   *
   * @param first label of the one that comes first in the order of labels
   * @param second label of the other
   * @param distance distance of their means
   */
  public record Pair(String first, String second, double distance) {}

  /** Greatest number of classes among which the closest are looked for: those with most samples. */
  static final int MAX_PAIRED = 1024;

  /** Returns the health of a model; empty before the first labelled sample. */
  public static Optional<ModelHealth> of(SufficientStatistics statistics) {
    if (statistics.samples() == 0) {
      return Optional.empty();
    }
    double unit = statistics.space().unit();
    ClassMeans means = ClassMeans.of(statistics);
    Scatter scatter = Scatter.of(statistics, means, unit);
    return Optional.of(
        new ModelHealth(
            statistics.samples(),
            means.count(),
            effectiveRank(Kernels.operations(), statistics.moments()),
            scatter.withinVariance(),
            scatter.explainedShare(),
            scatter.separation(),
            meanDistance(means, unit, statistics.space().dim()),
            ClosestClasses.among(statistics, means, unit, MAX_PAIRED)));
  }

  private static double effectiveRank(KernelOperations kernels, PackedMoments moments) {
    double[] matrix = SymmetricMatrices.full(moments);
    return effectiveRank(SymmetricEigen.valuesOf(kernels, matrix, moments.dim()));
  }

  /** Of the eigenvalues of a second moment; those below 0 are rounding error. */
  static double effectiveRank(double[] eigenvalues) {
    double total = 0;
    for (double value : eigenvalues) {
      total += Math.sqrt(Math.max(0, value));
    }
    double entropy = 0;
    for (double value : eigenvalues) {
      double share = Math.sqrt(Math.max(0, value)) / total;
      entropy -= share > 0 ? share * StrictMath.log(share) : 0;
    }
    return StrictMath.exp(entropy);
  }

  /** The squares of all pairs follow from the means' squares and the square of their sum. */
  private static OptionalDouble meanDistance(ClassMeans means, double unit, int dim) {
    int count = means.count();
    if (count < 2) {
      return OptionalDouble.empty();
    }
    double[] centre = new double[dim];
    for (int c = 0; c < count; c++) {
      for (int i = 0; i < dim; i++) {
        centre[i] += means.means()[c * dim + i] / count;
      }
    }
    double squares = 0;
    for (int c = 0; c < count; c++) {
      for (int i = 0; i < dim; i++) {
        double difference = (means.means()[c * dim + i] - centre[i]) / unit;
        squares += difference * difference;
      }
    }
    return OptionalDouble.of(Math.sqrt(2 * squares / (count - 1)));
  }
}
