package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * How far some of the labels of a class can have moved its mean: the mean with them less the mean
 * without them.
 *
 * <p>For a set {@code K} of {@code k} of {@code n} samples with mean {@code m} that is {@code sum
 * over K of (x - m) / (n - k)}, so at most {@code k (R + |m|) / (n - k)} where no sample is longer
 * than {@code R}. The worst set that is known is searched greedily: each step adds the sample that
 * makes the sum longest.
 *
 * @param samples samples of the class, at least 2
 * @param labels size of the set, 1 to {@code samples - 1}
 * @param meanNorm length of the mean, in units of the space: 1 is a unit vector where vectors have
 *     unit length
 * @param bound greatest shift that any so many samples of the space can cause, in the same units
 * @param shift shift that the worst known samples cause, in the same units
 * @param worst indices of those samples, in the order they were found
 */
public record LabelInfluence(
    long samples, int labels, double meanNorm, double bound, double shift, List<Integer> worst) {
  /** Copies the list. */
  public LabelInfluence {
    worst = List.copyOf(worst);
  }

  /**
   * Returns the influence of so many labels on a class.
   *
   * @param sums of the class
   * @param known samples of the class whose vectors are known; others count in the sums alone
   * @param labels size of the set
   * @throws IllegalArgumentException if the size is out of range or a dimension differs
   */
  public static LabelInfluence of(Space space, ClassSums sums, List<Embedding> known, int labels) {
    if (labels < 1 || labels >= sums.count()) {
      throw new IllegalArgumentException(
          "number of labels is "
              + labels
              + ", expected 1 to "
              + (sums.count() - 1)
              + ", one less than the samples of the class");
    }
    double[] mean = sums.offsetFrom(new double[sums.dim()]);
    double unit = unit(space);
    double rest = sums.count() - labels;
    double norm = length(mean);
    List<Integer> worst = new ArrayList<>();
    double[] sum = new double[mean.length];
    for (int n = 0; n < Math.min(labels, known.size()); n++) {
      int next = longest(sum, mean, known, worst);
      worst.add(next);
      add(sum, mean, known.get(next));
    }
    return new LabelInfluence(
        sums.count(),
        labels,
        norm / unit,
        labels * (space.maxNorm() + norm) / rest / unit,
        length(sum) / rest / unit,
        worst);
  }

  private static double unit(Space space) {
    return switch (space.normalisation()) {
      case Normalisation.L2() -> Normalisation.UNIT;
      case Normalisation.Fixed(double clip, double scale) -> scale;
    };
  }

  /** Returns the sample that makes the sum longest; of equals the first. */
  private static int longest(
      double[] sum, double[] mean, List<Embedding> known, List<Integer> taken) {
    int best = -1;
    double longest = -1;
    for (int i = 0; i < known.size(); i++) {
      if (!taken.contains(i)) {
        double squares = 0;
        for (int d = 0; d < sum.length; d++) {
          double value = sum[d] + known.get(i).get(d) - mean[d];
          squares += value * value;
        }
        if (squares > longest) {
          longest = squares;
          best = i;
        }
      }
    }
    return best;
  }

  private static void add(double[] sum, double[] mean, Embedding sample) {
    Kernels.checkDim(sample, sum.length, "the class sums have");
    for (int d = 0; d < sum.length; d++) {
      sum[d] += sample.get(d) - mean[d];
    }
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
