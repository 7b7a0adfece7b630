package io.alluvium.learning.transition;

import io.alluvium.learning.Kernels;
import io.alluvium.learning.internal.Cholesky;

/**
 * What a map leaves unexplained: the covariance of {@code y - x W} over pairs held out, drawn
 * towards the multiple of the identity that has its trace. Without it a moved second moment has too
 * little in the directions that the map does not reach.
 *
 * <pre>
 * R = [Cyy - W'Cxy - Cxy'W + W'Cxx W] / n      (1 - a) R + a tr(R)/d I,  a = 4 d / (4 d + n)
 * </pre>
 */
final class ResidualCovariance {
  /** Pairs held out for each dimension that count as much as knowing nothing of directions. */
  private static final double WEIGHT = 4;

  /** Eigenvalues are at least this share of their mean. */
  private static final double LEAST_SHARE = 1e-6;

  /** A trace below this share of that of the new view is rounding error. */
  private static final double NOISE = 1e-12;

  private ResidualCovariance() {}

  static Matrix of(CentredMoments hold, Matrix weights) {
    int dim = weights.columns();
    Matrix across = weights.transposed().times(hold.xy());
    Matrix moved = weights.transposed().times(hold.xx().times(weights));
    Matrix residual = Matrix.zeros(dim, dim);
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        residual.values()[i * dim + j] =
            (hold.yy().get(i, j)
                    - across.get(i, j)
                    - across.get(j, i)
                    + 0.5 * (moved.get(i, j) + moved.get(j, i)))
                / hold.samples();
      }
    }
    double trace = residual.trace();
    if (!(trace > NOISE * hold.yy().trace() / hold.samples())) {
      return Matrix.zeros(dim, dim);
    }
    double share = WEIGHT * dim / (WEIGHT * dim + hold.samples());
    return clipped(shrunk(residual, trace, share), trace / dim);
  }

  private static Matrix shrunk(Matrix residual, double trace, double share) {
    Matrix shrunk = residual.scaled(1 - share);
    shrunk.addToDiagonal(share * trace / residual.rows());
    return shrunk;
  }

  /** Shrinking nearly always leaves nothing to clip; the eigenvalues are only found where not. */
  private static Matrix clipped(Matrix covariance, double mean) {
    int dim = covariance.rows();
    Matrix lowered = covariance.copy();
    lowered.addToDiagonal(-LEAST_SHARE * mean);
    if (Cholesky.of(Kernels.operations(), lowered.values(), dim).isPresent()) {
      return covariance;
    }
    Spectrum spectrum = Spectrum.of(lowered);
    Matrix positive = spectrum.power(1, 0);
    positive.addToDiagonal(LEAST_SHARE * mean);
    return positive;
  }
}
