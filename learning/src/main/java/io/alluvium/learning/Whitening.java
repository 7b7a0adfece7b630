package io.alluvium.learning;

import io.alluvium.learning.internal.Cholesky;
import io.alluvium.learning.internal.KernelOperations;
import io.alluvium.learning.internal.Matrices;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Coordinates {@code u = (x - m) R} in which the covariance {@code W} within classes is the
 * identity: {@code R R' = W^-1}. The origin {@code m} is up to whoever uses them.
 *
 * <p>Whoever classifies an embedding and then measures where it lies pays for its projection once:
 * the last one is remembered. Safe for any thread, and a function of its arguments whatever is
 * remembered.
 */
public final class Whitening {
  private final Shrinkage shrinkage;
  private final double[] matrix;
  private final double[] transposed;
  private final double trace;
  private final WeightRows rows;
  private volatile @Nullable Projected last;

  /**
   * Joins a factored covariance and a basis.
   *
   * @param shrinkage of the covariance
   * @param within the covariance
   * @param matrix {@code R}, float64[dim][dim], row-major, owned from now on
   */
  private Whitening(Space space, Shrinkage shrinkage, Cholesky within, double[] matrix) {
    this.shrinkage = shrinkage;
    this.matrix = matrix;
    double[] upper = within.upper();
    this.trace = Matrices.dot(upper, upper);
    this.transposed = Matrices.transposed(matrix, space.dim());
    this.rows = rows(space, transposed);
  }

  /** Products of an embedding with the rows. */
  private static final class Projected {
    private final Embedding embedding;
    private final int[] dots;

    Projected(Embedding embedding, int[] dots) {
      this.embedding = embedding;
      this.dots = dots;
    }
  }

  /**
   * Returns the coordinates of samples; empty where they do not say how classes scatter: fewer than
   * the number of classes and two, or none that differs from the mean of its class.
   */
  static Optional<Whitening> of(SufficientStatistics statistics, Shrinkage shrinkage) {
    return WithinCovariance.factored(
            Kernels.operations(), statistics, ClassMeans.of(statistics), shrinkage)
        .map(within -> of(statistics.space(), shrinkage, within));
  }

  /** Returns the coordinates that a factored covariance has by itself. */
  static Whitening of(Space space, Shrinkage shrinkage, Cholesky within) {
    return new Whitening(space, shrinkage, within, within.inverseUpper());
  }

  /**
   * Returns rotated coordinates.
   *
   * @param inverse {@link Cholesky#inverseUpper} of the covariance
   * @param rotation orthogonal, its columns the axes in the coordinates of {@code inverse},
   *     float64[dim][dim]
   */
  static Whitening rotated(
      Space space, Shrinkage shrinkage, Cholesky within, double[] inverse, double[] rotation) {
    KernelOperations kernels = Kernels.operations();
    return new Whitening(
        space, shrinkage, within, Matrices.upperProduct(kernels, inverse, rotation, space.dim()));
  }

  private static WeightRows rows(Space space, double[] transposed) {
    int dim = space.dim();
    WeightRows.Builder rows = new WeightRows.Builder(space, dim);
    for (int i = 0; i < dim; i++) {
      rows.add(Arrays.copyOfRange(transposed, i * dim, (i + 1) * dim), 0);
    }
    return rows.build();
  }

  /** Returns the shrinkage of the covariance. */
  Shrinkage shrinkage() {
    return shrinkage;
  }

  /** Returns the sum of the variances of all dimensions within classes. */
  double trace() {
    return trace;
  }

  /** Returns {@code R}, float64[dim][dim], row-major: never written to. */
  double[] matrix() {
    return matrix;
  }

  /** Returns {@code R'}, float64[dim][dim], row-major: never written to. */
  double[] transposed() {
    return transposed;
  }

  /** Returns the coordinates of a row of numbers, {@code row R}, float64[dim]. */
  double[] times(double[] row) {
    return Matrices.rowTimes(Kernels.operations(), row, matrix);
  }

  /**
   * Returns the coordinates of an embedding by integer products: {@code x R - origin} up to the
   * rounding of {@code R} to int16.
   *
   * @param origin coordinates of the origin, float64[dim]
   * @return float64[dim]
   * @throws IllegalArgumentException if the dimension differs
   */
  double[] project(Embedding embedding, double[] origin) {
    Projected known = last;
    int[] dots =
        known != null && known.embedding.equals(embedding) ? known.dots : multiply(embedding);
    double[] coordinates = new double[dots.length];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = rows.scale(i) * dots[i] - origin[i];
    }
    return coordinates;
  }

  private int[] multiply(Embedding embedding) {
    int[] dots = new int[rows.count()];
    Kernels.dots(embedding, rows, dots);
    last = new Projected(embedding, dots);
    return dots;
  }
}
