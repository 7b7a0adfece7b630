package io.alluvium.learning.transition;

/**
 * The rotation, or between spaces of different width the partial isometry, closest to a
 * cross-covariance: {@code Q = U V'} of {@code C = U S V'}.
 *
 * <p>Source: Schoenemann, "A generalized solution of the orthogonal Procrustes problem",
 * Psychometrika 1966. The singular vectors are found as eigenvectors of the smaller of {@code C'C}
 * and {@code C C'}, so directions whose singular value is below {@value #FLOOR} of the largest are
 * left out: they are noise.
 */
final class Procrustes {
  private static final double FLOOR = 1e-6;

  private Procrustes() {}

  /** Returns {@code Q}, float64[rows][columns] as the cross-covariance. */
  static Matrix rotation(Matrix cross) {
    if (cross.rows() < cross.columns()) {
      return rotation(cross.transposed()).transposed();
    }
    Spectrum spectrum = Spectrum.of(cross.transposed().timesOwnTransposed());
    return cross.times(spectrum.power(-0.5, FLOOR * FLOOR * spectrum.largest()));
  }

  /** Returns the rotation times the scale that leaves the least squared error. */
  static Matrix scaled(CentredMoments moments) {
    Matrix rotation = rotation(moments.xy());
    double spread = moments.xx().times(rotation).dot(rotation);
    return spread > 0 ? rotation.scaled(rotation.dot(moments.xy()) / spread) : rotation;
  }
}
