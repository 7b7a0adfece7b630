package io.alluvium.learning.transition;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.PackedMoments;
import io.alluvium.learning.SufficientStatistics;
import java.util.Arrays;

/**
 * Means and centred products of pairs, in double: {@code Cxx = Gxx - n mx' mx} and so on.
 *
 * @param samples number of pairs
 * @param means of both views
 * @param xx {@code Cxx}
 * @param xy {@code Cxy}
 * @param yy {@code Cyy}
 */
record CentredMoments(long samples, Means means, Matrix xx, Matrix xy, Matrix yy) {
  /** Both means: a class of its own, since records hold no arrays. */
  static final class Means {
    private final double[] x;
    private final double[] y;

    private Means(double[] x, double[] y) {
      this.x = x;
      this.y = y;
    }

    /** The mean of the old views: never written to. */
    double[] x() {
      return x;
    }

    /** The mean of the new views: never written to. */
    double[] y() {
      return y;
    }

    Means reversed() {
      return new Means(y, x);
    }
  }

  /** Centres the sums of joined vectors whose first {@code split} coordinates are of {@code x}. */
  static CentredMoments of(SufficientStatistics joined, int split) {
    double[] mean = new double[joined.space().dim()];
    for (String label : joined.labels()) {
      ClassSums sums = joined.classSums(label).orElseThrow();
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (double) sums.sum(i) / joined.samples();
      }
    }
    return around(mean, joined, split);
  }

  /** Takes the products as they are, around the origin. */
  static CentredMoments aroundOrigin(SufficientStatistics joined, int split) {
    return around(new double[joined.space().dim()], joined, split);
  }

  private static CentredMoments around(double[] mean, SufficientStatistics joined, int split) {
    PackedMoments moments = joined.moments();
    long samples = joined.samples();
    int dim = mean.length;
    double[] x = Arrays.copyOf(mean, split);
    double[] y = Arrays.copyOfRange(mean, split, dim);
    return new CentredMoments(
        samples,
        new Means(x, y),
        block(moments, samples, mean, 0, split, 0, split),
        block(moments, samples, mean, 0, split, split, dim),
        block(moments, samples, mean, split, dim, split, dim));
  }

  private static Matrix block(
      PackedMoments moments, long n, double[] mean, int top, int bottom, int left, int right) {
    Matrix block = Matrix.zeros(bottom - top, right - left);
    for (int i = top; i < bottom; i++) {
      for (int j = left; j < right; j++) {
        block.values()[(i - top) * (right - left) + j - left] =
            moments.get(i, j) - n * mean[i] * mean[j];
      }
    }
    return block;
  }

  /** Returns {@code my - mx W}, with which {@code W} takes the mean of one view to the other's. */
  double[] offset(Matrix weights) {
    double[] offset = weights.rowTimes(means.x());
    for (int i = 0; i < offset.length; i++) {
      offset[i] = means.y()[i] - offset[i];
    }
    return offset;
  }

  /** Returns the same with both views exchanged. */
  CentredMoments reversed() {
    return new CentredMoments(samples, means.reversed(), yy, xy.transposed(), xx);
  }
}
