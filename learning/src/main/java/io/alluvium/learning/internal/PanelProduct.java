package io.alluvium.learning.internal;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A product of matrices, panel by panel: so many rows and columns of the right matrix as stay in
 * the nearer caches are copied together, and of these four rows of the target by two vectors are
 * made in registers while the rows of the panel pass. Each element sees the same multiplications
 * and additions, in the same order, as if its row were made alone.
 *
 * <p>Source: Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS
 * 2008. Departs from it: the left matrix is not copied. For one product and one thread.
 */
final class PanelProduct {
  /** Fewer rows of a target are not worth a copy of the panel. */
  static final int TARGETS = 4;

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = DOUBLES.length();

  /** Columns of a slice of the panel: what is made in registers at once. */
  private static final int WIDTH = 2 * LANES;

  private static final int PANEL_ROWS = 256;

  /** 256 rows of them take 128 KiB. */
  private static final int PANEL_COLUMNS = 64;

  private final int count;
  private final Block factors;
  private final Block rows;
  private final Block target;

  /** Slice after slice, float64[rows][WIDTH] each; beyond the last column are zeros. */
  private final double[] panel;

  /** Where what is at the edges of the target is made, float64[TARGETS][WIDTH]. */
  private final double[] edge = new double[TARGETS * WIDTH];

  /**
   * Prepares a product.
   *
   * @param length columns of the target
   */
  PanelProduct(int count, int length, Block factors, Block rows, Block target) {
    this.count = count;
    this.factors = factors;
    this.rows = rows;
    this.target = target;
    int slices = Math.ceilDiv(Math.min(length, PANEL_COLUMNS), WIDTH);
    this.panel = new double[Math.min(count, PANEL_ROWS) * slices * WIDTH];
  }

  /** Adds the product to the target. */
  void add(int targets, int length) {
    for (int from = 0; from < length; from += PANEL_COLUMNS) {
      int to = Math.min(from + PANEL_COLUMNS, length);
      for (int row = 0; row < count; row += PANEL_ROWS) {
        int depth = Math.min(PANEL_ROWS, count - row);
        copy(row, depth, from, to);
        for (int column = from; column < to; column += WIDTH) {
          int slice = (column - from) * depth;
          addSlice(targets, row, depth, slice, column, Math.min(WIDTH, to - column));
        }
      }
    }
  }

  private void copy(int row, int depth, int from, int to) {
    double[] values = rows.values();
    for (int k = 0; k < depth; k++) {
      int at = rows.row(row + k);
      int copied = k * WIDTH;
      int column = from;
      for (; column + WIDTH <= to; column += WIDTH) {
        DoubleVector.fromArray(DOUBLES, values, at + column).intoArray(panel, copied);
        DoubleVector.fromArray(DOUBLES, values, at + column + LANES)
            .intoArray(panel, copied + LANES);
        copied += depth * WIDTH;
      }
      if (column < to) {
        System.arraycopy(values, at + column, panel, copied, to - column);
        Arrays.fill(panel, copied + to - column, copied + WIDTH, 0);
      }
    }
  }

  private void addSlice(int targets, int row, int depth, int slice, int column, int width) {
    for (int t = 0; t < targets; t += TARGETS) {
      int most = Math.min(TARGETS, targets - t);
      if (most == TARGETS && width == WIDTH) {
        int at = target.row(t) + column;
        addTile(t, most, row, depth, slice, target.values(), at, target.stride());
      } else {
        addAtEdge(t, most, row, depth, slice, column, width);
      }
    }
  }

  private void addAtEdge(int t, int most, int row, int depth, int slice, int column, int width) {
    for (int i = 0; i < most; i++) {
      System.arraycopy(target.values(), target.row(t + i) + column, edge, i * WIDTH, width);
    }
    addTile(t, most, row, depth, slice, edge, 0, WIDTH);
    for (int i = 0; i < most; i++) {
      System.arraycopy(edge, i * WIDTH, target.values(), target.row(t + i) + column, width);
    }
  }

  /** Adds to four rows of two vectors; of fewer targets the last one stands in for the rest. */
  private void addTile(
      int t, int most, int row, int depth, int slice, double[] out, int a, int stride) {
    int b = a + stride;
    int c = b + stride;
    int d = c + stride;
    DoubleVector a0 = DoubleVector.fromArray(DOUBLES, out, a);
    DoubleVector a1 = DoubleVector.fromArray(DOUBLES, out, a + LANES);
    DoubleVector b0 = DoubleVector.fromArray(DOUBLES, out, b);
    DoubleVector b1 = DoubleVector.fromArray(DOUBLES, out, b + LANES);
    DoubleVector c0 = DoubleVector.fromArray(DOUBLES, out, c);
    DoubleVector c1 = DoubleVector.fromArray(DOUBLES, out, c + LANES);
    DoubleVector d0 = DoubleVector.fromArray(DOUBLES, out, d);
    DoubleVector d1 = DoubleVector.fromArray(DOUBLES, out, d + LANES);
    double[] left = factors.values();
    double[] right = panel;
    int ofA = factors.row(t) + row;
    int ofB = factors.row(t + Math.min(1, most - 1)) + row;
    int ofC = factors.row(t + Math.min(2, most - 1)) + row;
    int ofD = factors.row(t + most - 1) + row;
    for (int k = 0; k < depth; k++) {
      DoubleVector r0 = DoubleVector.fromArray(DOUBLES, right, slice + k * WIDTH);
      DoubleVector r1 = DoubleVector.fromArray(DOUBLES, right, slice + k * WIDTH + LANES);
      DoubleVector factor = DoubleVector.broadcast(DOUBLES, left[ofA + k]);
      a0 = a0.add(factor.mul(r0));
      a1 = a1.add(factor.mul(r1));
      factor = DoubleVector.broadcast(DOUBLES, left[ofB + k]);
      b0 = b0.add(factor.mul(r0));
      b1 = b1.add(factor.mul(r1));
      factor = DoubleVector.broadcast(DOUBLES, left[ofC + k]);
      c0 = c0.add(factor.mul(r0));
      c1 = c1.add(factor.mul(r1));
      factor = DoubleVector.broadcast(DOUBLES, left[ofD + k]);
      d0 = d0.add(factor.mul(r0));
      d1 = d1.add(factor.mul(r1));
    }
    a0.intoArray(out, a);
    a1.intoArray(out, a + LANES);
    b0.intoArray(out, b);
    b1.intoArray(out, b + LANES);
    c0.intoArray(out, c);
    c1.intoArray(out, c + LANES);
    d0.intoArray(out, d);
    d1.intoArray(out, d + LANES);
  }
}
