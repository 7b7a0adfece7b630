package io.alluvium.learning.internal;

/**
 * Implicit QL iteration on a symmetric tridiagonal matrix, which becomes diagonal while the same
 * rotations are applied to the rows of a matrix of vectors.
 */
final class ImplicitQl {
  private static final int MAX_SWEEPS = 100;
  private static final double EPSILON = 0x1p-52;

  private final int dim;
  private final double[] diagonal;
  private final double[] offDiagonal;
  private final double negligible;
  private final RowRotations rotations;

  /**
   * Takes over the arrays: all are changed in place.
   *
   * @param vectors float64[dim][columns], row-major; empty where nobody asks for vectors
   */
  ImplicitQl(KernelOperations kernels, double[] diagonal, double[] offDiagonal, double[] vectors) {
    this.dim = diagonal.length;
    this.diagonal = diagonal;
    this.offDiagonal = offDiagonal;
    this.negligible = EPSILON * norm();
    this.rotations = new RowRotations(kernels, vectors, dim);
  }

  private double norm() {
    double norm = 0;
    for (int i = 0; i < dim; i++) {
      norm = Math.max(norm, Math.abs(diagonal[i]) + Math.abs(offDiagonal[i]));
    }
    return norm;
  }

  /**
   * Iterates until every off-diagonal element is negligible and returns the diagonal.
   *
   * @throws IllegalStateException if it does not get there, which only numbers that are not finite
   *     can cause
   */
  double[] eigenvalues() {
    for (int first = 0; first < dim; first++) {
      int sweeps = 0;
      for (int last = blockEnd(first); last > first; last = blockEnd(first)) {
        if (sweeps++ == MAX_SWEEPS) {
          throw new IllegalStateException(
              "eigenvalue "
                  + first
                  + " of "
                  + dim
                  + " has not converged in "
                  + MAX_SWEEPS
                  + " sweeps");
        }
        sweep(first, last);
      }
    }
    rotations.apply();
    return diagonal;
  }

  /** Returns the end of the block from {@code first} on that is still coupled. */
  private int blockEnd(int first) {
    int last = first;
    while (last < dim - 1 && !(Math.abs(offDiagonal[last]) <= negligible)) {
      last++;
    }
    return last;
  }

  /** One QL step on a block: a shift by the eigenvalue of its top corner, then chased upwards. */
  private void sweep(int first, int last) {
    double g = diagonal[last] - shift(first);
    double sine = 1;
    double cosine = 1;
    double moved = 0;
    for (int i = last - 1; i >= first; i--) {
      double f = sine * offDiagonal[i];
      double b = cosine * offDiagonal[i];
      double r = Math.sqrt(f * f + g * g);
      offDiagonal[i + 1] = r;
      if (r == 0) {
        diagonal[i + 1] -= moved;
        offDiagonal[last] = 0;
        return;
      }
      sine = f / r;
      cosine = g / r;
      g = diagonal[i + 1] - moved;
      r = (diagonal[i] - g) * sine + 2 * cosine * b;
      moved = sine * r;
      diagonal[i + 1] = g + moved;
      g = cosine * r - b;
      rotations.add(i, cosine, sine);
    }
    diagonal[first] -= moved;
    offDiagonal[first] = g;
    offDiagonal[last] = 0;
  }

  private double shift(int first) {
    double off = offDiagonal[first];
    double half = (diagonal[first + 1] - diagonal[first]) / (2 * off);
    double root = Math.sqrt(half * half + 1);
    return diagonal[first] - off / (half + Math.copySign(root, half));
  }
}
