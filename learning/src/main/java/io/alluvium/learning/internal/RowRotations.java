package io.alluvium.learning.internal;

/**
 * Rotations of neighbouring rows of a matrix, which are collected and then applied in their order,
 * panel by panel: so few columns at once that they stay in the nearer caches while many sweeps pass
 * over them. The result has the bits it would have were each applied at once. Mutable, for one
 * thread.
 */
final class RowRotations {
  /** 768 rows of them take 384 KiB. */
  private static final int PANEL_COLUMNS = 64;

  private static final int SWEEPS = 32;

  private final KernelOperations kernels;
  private final double[] matrix;
  private final int columns;
  private final int[] rows;
  private final double[] cosines;
  private final double[] sines;
  private int size;

  /**
   * Begins without a rotation.
   *
   * @param matrix float64[count][columns], row-major; changed in place
   * @param count number of rows
   */
  RowRotations(KernelOperations kernels, double[] matrix, int count) {
    this.kernels = kernels;
    this.matrix = matrix;
    this.columns = matrix.length / count;
    this.rows = new int[SWEEPS * count];
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
    for (int column = 0; column < columns; column += PANEL_COLUMNS) {
      int length = Math.min(PANEL_COLUMNS, columns - column);
      for (int r = 0; r < size; r++) {
        int at = rows[r] * columns + column;
        kernels.rotate(matrix, at, at + columns, length, cosines[r], sines[r]);
      }
    }
    size = 0;
  }
}
