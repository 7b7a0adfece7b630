package io.alluvium.learning.internal;

/**
 * Rotations of neighbouring rows of a square matrix, which are collected and then applied in their
 * order, panel by panel: so few columns at once that they stay in the nearer caches while many
 * sweeps pass over them. The result has the bits it would have were each applied at once. Mutable,
 * for one thread.
 */
final class RowRotations {
  /** 768 rows of them take 384 KiB. */
  private static final int PANEL_COLUMNS = 64;

  private static final int SWEEPS = 32;

  private final KernelOperations kernels;
  private final double[] matrix;
  private final int dim;
  private final int[] rows;
  private final double[] cosines;
  private final double[] sines;
  private int size;

  /**
   * Begins without a rotation.
   *
   * @param matrix float64[dim][dim], row-major; changed in place
   */
  RowRotations(KernelOperations kernels, double[] matrix, int dim) {
    this.kernels = kernels;
    this.matrix = matrix;
    this.dim = dim;
    this.rows = new int[SWEEPS * dim];
    this.cosines = new double[rows.length];
    this.sines = new double[rows.length];
  }

  /** Adds a rotation of a row and the one below, after all others. */
  void add(int row, double cosine, double sine) {
    rows[size] = row;
    cosines[size] = cosine;
    sines[size] = sine;
    if (++size == rows.length) {
      apply();
    }
  }

  /** Applies what was added. */
  void apply() {
    for (int column = 0; column < dim; column += PANEL_COLUMNS) {
      int length = Math.min(PANEL_COLUMNS, dim - column);
      for (int r = 0; r < size; r++) {
        int at = rows[r] * dim + column;
        kernels.rotate(matrix, at, at + dim, length, cosines[r], sines[r]);
      }
    }
    size = 0;
  }
}
