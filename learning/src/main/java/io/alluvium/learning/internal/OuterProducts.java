package io.alluvium.learning.internal;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of outer products of several vectors, row by row of the lower triangle.
 *
 * <p>As many vectors as int32 holds the products of are summed there, for which their largest
 * magnitudes are looked at first; the sum is widened to int64 once. A vector whose products do not
 * fit alone is multiplied in int64. Exact either way.
 */
final class OuterProducts {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> HALF_INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));

  private final int dim;
  private final int count;

  /** The vectors, int32[count][dim]. */
  private final int[] wide;

  /** The same, each times its factor. */
  private final int[] scaled;

  /** Largest magnitude of a product of each vector. */
  private final long[] bounds;

  OuterProducts(short[][] vectors, int[] times, int count) {
    this.dim = vectors[0].length;
    this.count = count;
    this.wide = new int[count * dim];
    this.scaled = new int[count * dim];
    this.bounds = new long[count];
    for (int k = 0; k < count; k++) {
      long largest = 0;
      for (int i = 0; i < dim; i++) {
        int value = vectors[k][i];
        wide[k * dim + i] = value;
        scaled[k * dim + i] = times[k] * value;
        largest = Math.max(largest, Math.abs(value));
      }
      bounds[k] = Math.abs(times[k]) * largest * largest;
    }
  }

  int dim() {
    return dim;
  }

  /** Adds {@code sum_k times_k x_k[row] x_k[j]} for each column up to the row. */
  void addRow(int row, long[] packed, int start) {
    int from = 0;
    while (from < count) {
      int to = groupEnd(from);
      if (to == from) {
        addLong(from, row, packed, start);
        to = from + 1;
      } else {
        addGroup(from, to, row, packed, start);
      }
      from = to;
    }
  }

  /** Returns the end of the group that begins here; nothing is in it if int32 is too small. */
  private int groupEnd(int from) {
    long bound = 0;
    int to = from;
    while (to < count && bound + bounds[to] <= Integer.MAX_VALUE) {
      bound += bounds[to++];
    }
    return to;
  }

  private void addGroup(int from, int to, int row, long[] packed, int start) {
    int length = row + 1;
    int j = 0;
    for (int bound = INTS.loopBound(length); j < bound; j += INTS.length()) {
      IntVector sum = IntVector.zero(INTS);
      for (int k = from; k < to; k++) {
        sum = sum.add(IntVector.fromArray(INTS, wide, k * dim + j).mul(scaled[k * dim + row]));
      }
      int at = start + j;
      widened(sum, 0).add(LongVector.fromArray(LONGS, packed, at)).intoArray(packed, at);
      at += LONGS.length();
      widened(sum, 1).add(LongVector.fromArray(LONGS, packed, at)).intoArray(packed, at);
    }
    for (; j < length; j++) {
      int sum = 0;
      for (int k = from; k < to; k++) {
        sum += wide[k * dim + j] * scaled[k * dim + row];
      }
      packed[start + j] += sum;
    }
  }

  private static LongVector widened(IntVector sum, int part) {
    return (LongVector) sum.convertShape(VectorOperators.I2L, LONGS, part);
  }

  private void addLong(int k, int row, long[] packed, int start) {
    int length = row + 1;
    long factor = scaled[k * dim + row];
    int j = 0;
    for (int bound = LONGS.loopBound(length); j < bound; j += LONGS.length()) {
      LongVector products =
          ((LongVector)
                  IntVector.fromArray(HALF_INTS, wide, k * dim + j)
                      .convertShape(VectorOperators.I2L, LONGS, 0))
              .mul(factor);
      LongVector.fromArray(LONGS, packed, start + j).add(products).intoArray(packed, start + j);
    }
    for (; j < length; j++) {
      packed[start + j] += factor * wide[k * dim + j];
    }
  }
}
