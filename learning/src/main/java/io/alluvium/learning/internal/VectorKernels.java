package io.alluvium.learning.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels on {@code jdk.incubator.vector}, in the widest shape the CPU prefers. Loading this class
 * needs that module: nothing but {@link KernelChoice} names it.
 */
public final class VectorKernels implements KernelOperations {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> SHORTS = half(short.class);
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = DOUBLES.length();

  /** Rows of more numbers than this, 2 MiB, lie beyond the caches of one core. */
  private static final int NEAR = 1 << 20;

  private static <T> VectorSpecies<T> half(Class<T> type) {
    return VectorSpecies.of(type, VectorShape.forBitSize(INTS.vectorBitSize() / 2));
  }

  @Override
  public String description() {
    return "vector " + DOUBLES.vectorBitSize() + " bit";
  }

  @Override
  public void dots(short[] query, short[] rows, int count, int[] out) {
    int r = 0;
    if (rows.length <= NEAR && count >= 4) {
      for (; r + 4 <= count; r += 4) {
        fourDots(query, rows, r, out);
      }
      if (r < count) {
        fourDots(query, rows, count - 4, out);
      }
      return;
    }
    int[] wide = widened(query);
    for (; r < count; r++) {
      out[r] = dot(wide, rows, r * wide.length);
    }
  }

  private static int[] widened(short[] values) {
    int[] wide = new int[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** Four rows share each load of the query; sums of int lanes are exact in any order. */
  private static void fourDots(short[] query, short[] rows, int row, int[] out) {
    int dim = query.length;
    int a = row * dim;
    int b = a + dim;
    int c = b + dim;
    int d = c + dim;
    IntVector sumA = IntVector.zero(INTS);
    IntVector sumB = sumA;
    IntVector sumC = sumA;
    IntVector sumD = sumA;
    int i = 0;
    for (int bound = INTS.loopBound(dim); i < bound; i += INTS.length()) {
      IntVector q = widened(query, i);
      sumA = sumA.add(q.mul(widened(rows, a + i)));
      sumB = sumB.add(q.mul(widened(rows, b + i)));
      sumC = sumC.add(q.mul(widened(rows, c + i)));
      sumD = sumD.add(q.mul(widened(rows, d + i)));
    }
    out[row] = sumA.reduceLanes(VectorOperators.ADD) + rest(query, rows, a, i);
    out[row + 1] = sumB.reduceLanes(VectorOperators.ADD) + rest(query, rows, b, i);
    out[row + 2] = sumC.reduceLanes(VectorOperators.ADD) + rest(query, rows, c, i);
    out[row + 3] = sumD.reduceLanes(VectorOperators.ADD) + rest(query, rows, d, i);
  }

  /** One row from its beginning to its end: what is far is fetched ahead of who reads in order. */
  private static int dot(int[] query, short[] rows, int start) {
    IntVector sumA = IntVector.zero(INTS);
    IntVector sumB = sumA;
    IntVector sumC = sumA;
    IntVector sumD = sumA;
    int width = INTS.length();
    int whole = query.length - query.length % (4 * width);
    int i = 0;
    for (; i < whole; i += 4 * width) {
      int at = start + i;
      sumA = sumA.add(product(query, i, rows, at));
      sumB = sumB.add(product(query, i + width, rows, at + width));
      sumC = sumC.add(product(query, i + 2 * width, rows, at + 2 * width));
      sumD = sumD.add(product(query, i + 3 * width, rows, at + 3 * width));
    }
    for (int bound = INTS.loopBound(query.length); i < bound; i += width) {
      sumA = sumA.add(product(query, i, rows, start + i));
    }
    int sum = sumA.add(sumB).add(sumC.add(sumD)).reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      sum += query[i] * rows[start + i];
    }
    return sum;
  }

  private static IntVector product(int[] query, int i, short[] rows, int at) {
    return IntVector.fromArray(INTS, query, i).mul(widened(rows, at));
  }

  private static IntVector widened(short[] values, int at) {
    return (IntVector)
        ShortVector.fromArray(SHORTS, values, at).convertShape(VectorOperators.S2I, INTS, 0);
  }

  private static int rest(short[] query, short[] rows, int start, int from) {
    int sum = 0;
    for (int i = from; i < query.length; i++) {
      sum += query[i] * rows[start + i];
    }
    return sum;
  }

  @Override
  public void addOuters(short[][] vectors, int[] times, int count, long[] packed) {
    OuterProducts products = new OuterProducts(vectors, times, count);
    int start = 0;
    for (int row = 0; row < products.dim(); row++) {
      products.addRow(row, packed, start);
      start += row + 1;
    }
  }

  @Override
  public void addRows(
      int count,
      int length,
      double[] factors,
      int factorsAt,
      double[] rows,
      int rowsAt,
      int stride,
      double[] target,
      int targetAt) {
    int i = 0;
    for (; i + 4 * LANES <= length; i += 4 * LANES) {
      addFour(count, factors, factorsAt, rows, rowsAt + i, stride, target, targetAt + i);
    }
    for (; i < length; i += LANES) {
      VectorMask<Double> mask = DOUBLES.indexInRange(i, length);
      addOne(count, factors, factorsAt, rows, rowsAt + i, stride, target, targetAt + i, mask);
    }
  }

  /** Four vectors of the target stay in registers while all rows pass. */
  private static void addFour(
      int count,
      double[] factors,
      int factorsAt,
      double[] rows,
      int rowsAt,
      int stride,
      double[] target,
      int targetAt) {
    DoubleVector a = DoubleVector.fromArray(DOUBLES, target, targetAt);
    DoubleVector b = DoubleVector.fromArray(DOUBLES, target, targetAt + LANES);
    DoubleVector c = DoubleVector.fromArray(DOUBLES, target, targetAt + 2 * LANES);
    DoubleVector d = DoubleVector.fromArray(DOUBLES, target, targetAt + 3 * LANES);
    int row = rowsAt;
    for (int k = 0; k < count; k++) {
      DoubleVector factor = DoubleVector.broadcast(DOUBLES, factors[factorsAt + k]);
      a = a.add(factor.mul(DoubleVector.fromArray(DOUBLES, rows, row)));
      b = b.add(factor.mul(DoubleVector.fromArray(DOUBLES, rows, row + LANES)));
      c = c.add(factor.mul(DoubleVector.fromArray(DOUBLES, rows, row + 2 * LANES)));
      d = d.add(factor.mul(DoubleVector.fromArray(DOUBLES, rows, row + 3 * LANES)));
      row += stride;
    }
    a.intoArray(target, targetAt);
    b.intoArray(target, targetAt + LANES);
    c.intoArray(target, targetAt + 2 * LANES);
    d.intoArray(target, targetAt + 3 * LANES);
  }

  private static void addOne(
      int count,
      double[] factors,
      int factorsAt,
      double[] rows,
      int rowsAt,
      int stride,
      double[] target,
      int targetAt,
      VectorMask<Double> mask) {
    DoubleVector sum = DoubleVector.fromArray(DOUBLES, target, targetAt, mask);
    int row = rowsAt;
    for (int k = 0; k < count; k++) {
      DoubleVector values = DoubleVector.fromArray(DOUBLES, rows, row, mask);
      sum = sum.add(values.mul(factors[factorsAt + k]));
      row += stride;
    }
    sum.intoArray(target, targetAt, mask);
  }

  @Override
  public void addProduct(
      int targets, int count, int length, Block factors, Block rows, Block target) {
    if (targets < PanelProduct.TARGETS) {
      KernelOperations.super.addProduct(targets, count, length, factors, rows, target);
    } else {
      new PanelProduct(count, length, factors, rows, target).add(targets, length);
    }
  }

  @Override
  public void rotate(double[] values, int xAt, int yAt, int length, double cosine, double sine) {
    int i = 0;
    for (int bound = DOUBLES.loopBound(length); i < bound; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, values, xAt + i);
      DoubleVector y = DoubleVector.fromArray(DOUBLES, values, yAt + i);
      x.mul(cosine).sub(y.mul(sine)).intoArray(values, xAt + i);
      x.mul(sine).add(y.mul(cosine)).intoArray(values, yAt + i);
    }
    for (; i < length; i++) {
      double x = values[xAt + i];
      double y = values[yAt + i];
      values[xAt + i] = cosine * x - sine * y;
      values[yAt + i] = sine * x + cosine * y;
    }
  }
}
