package io.alluvium.learning.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A product of matrices, panel by panel: so few columns at once that they stay in the nearer
 * caches, and of these four rows of the target by two vectors in registers while all rows of the
 * right matrix pass. Each element sees the same multiplications and additions, in the same order,
 * as if its row were made alone.
 *
 * <p>Source: Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS
 * 2008, without packing.
 */
final class PanelProduct {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = DOUBLES.length();
  private static final int WIDTH = 2 * LANES;

  /** 768 rows of them take 384 KiB. */
  private static final int PANEL_COLUMNS = 64;

  private static final int TARGETS = 4;

  private final KernelOperations kernels;
  private final int count;
  private final Block factors;
  private final Block rows;
  private final Block target;

  /**
   * Prepares a product.
   *
   * @param kernels add what is left over at the edges
   */
  PanelProduct(KernelOperations kernels, int count, Block factors, Block rows, Block target) {
    this.kernels = kernels;
    this.count = count;
    this.factors = factors;
    this.rows = rows;
    this.target = target;
  }

  /** Adds the product to the target. */
  void add(int targets, int length) {
    int whole = length - length % WIDTH;
    for (int from = 0; from < whole; from += PANEL_COLUMNS) {
      int to = Math.min(from + PANEL_COLUMNS, whole);
      int t = 0;
      for (; t + TARGETS <= targets; t += TARGETS) {
        for (int column = from; column < to; column += WIDTH) {
          addFour(t, column);
        }
      }
      addAlone(t, targets, from, to);
    }
    addAlone(0, targets, whole, length);
  }

  private void addAlone(int firstTarget, int targets, int from, int to) {
    for (int t = firstTarget; t < targets && from < to; t++) {
      kernels.addRows(
          count,
          to - from,
          factors.values(),
          factors.row(t),
          rows.values(),
          rows.row(0) + from,
          rows.stride(),
          target.values(),
          target.row(t) + from);
    }
  }

  private void addFour(int t, int column) {
    double[] values = target.values();
    int a = target.row(t) + column;
    int b = a + target.stride();
    int c = b + target.stride();
    int d = c + target.stride();
    DoubleVector a0 = DoubleVector.fromArray(DOUBLES, values, a);
    DoubleVector a1 = DoubleVector.fromArray(DOUBLES, values, a + LANES);
    DoubleVector b0 = DoubleVector.fromArray(DOUBLES, values, b);
    DoubleVector b1 = DoubleVector.fromArray(DOUBLES, values, b + LANES);
    DoubleVector c0 = DoubleVector.fromArray(DOUBLES, values, c);
    DoubleVector c1 = DoubleVector.fromArray(DOUBLES, values, c + LANES);
    DoubleVector d0 = DoubleVector.fromArray(DOUBLES, values, d);
    DoubleVector d1 = DoubleVector.fromArray(DOUBLES, values, d + LANES);
    double[] left = factors.values();
    int ofA = factors.row(t);
    int ofB = ofA + factors.stride();
    int ofC = ofB + factors.stride();
    int ofD = ofC + factors.stride();
    int row = rows.row(0) + column;
    for (int k = 0; k < count; k++) {
      DoubleVector r0 = DoubleVector.fromArray(DOUBLES, rows.values(), row);
      DoubleVector r1 = DoubleVector.fromArray(DOUBLES, rows.values(), row + LANES);
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
      row += rows.stride();
    }
    a0.intoArray(values, a);
    a1.intoArray(values, a + LANES);
    b0.intoArray(values, b);
    b1.intoArray(values, b + LANES);
    c0.intoArray(values, c);
    c1.intoArray(values, c + LANES);
    d0.intoArray(values, d);
    d1.intoArray(values, d + LANES);
  }
}
