package io.alluvium.learning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every implementation of the kernels gives, bit for bit, over random shapes. */
abstract class KernelOperationsContractTest {
  private final RandomGenerator random = Seeds.random();

  abstract KernelOperations kernels();

  private int size() {
    return 1 + random.nextInt(random.nextBoolean() ? 140 : 9);
  }

  private short[] shorts(int length) {
    short[] values = new short[length];
    for (int i = 0; i < length; i++) {
      values[i] = (short) random.nextInt();
    }
    return values;
  }

  private double[] doubles(int length) {
    return random
        .doubles(length, -1, 1)
        .map(x -> x * Math.scalb(1.0, random.nextInt(60)))
        .toArray();
  }

  @Test
  void dotsAreExact() {
    for (int n = 0; n < 200; n++) {
      checkDots(size(), random.nextInt(14));
    }
  }

  /** More than is near to one core. */
  @Test
  void dotsOfManyRowsAreExact() {
    for (int dim : new int[] {3, 70, 385}) {
      checkDots(dim, (1 << 20) / dim + 2);
    }
  }

  private void checkDots(int dim, int count) {
    short[] query = shorts(dim);
    short[] rows = shorts(dim * count);
    int[] out = new int[count + 1];
    int[] expected = new int[count + 1];
    out[count] = 77;
    expected[count] = 77;
    for (int r = 0; r < count; r++) {
      long sum = 0;
      for (int i = 0; i < dim; i++) {
        sum += (long) query[i] * rows[r * dim + i];
      }
      expected[r] = (int) sum;
    }
    kernels().dots(query, rows, count, out);
    assertThat(out).as("%d rows, dim %d", count, dim).isEqualTo(expected);
  }

  @Test
  void outerProductsAreExact() {
    for (int n = 0; n < 100; n++) {
      int dim = size();
      int count = random.nextInt(1, 9);
      short[][] vectors = new short[count + 1][];
      int[] times = new int[count + 1];
      long[] packed = random.longs(dim * (dim + 1) / 2, -(1L << 60), 1L << 60).toArray();
      long[] expected = packed.clone();
      for (int k = 0; k < count; k++) {
        vectors[k] = random.nextBoolean() ? shorts(dim) : smallShorts(dim);
        vectors[k][0] = random.nextInt(3) == 0 ? Short.MIN_VALUE : vectors[k][0];
        times[k] = random.nextBoolean() ? random.nextInt(-1, 2) : random.nextInt(-32768, 32769);
        addOuter(vectors[k], times[k], expected);
      }
      kernels().addOuters(vectors, times, count, packed);
      assertThat(packed).as("dim %d, times %s", dim, Arrays.toString(times)).isEqualTo(expected);
    }
  }

  private short[] smallShorts(int dim) {
    short[] values = shorts(dim);
    for (int i = 0; i < dim; i++) {
      values[i] >>= 4;
    }
    return values;
  }

  private static void addOuter(short[] vector, int times, long[] packed) {
    int at = 0;
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j <= i; j++) {
        packed[at++] += times * (long) vector[i] * vector[j];
      }
    }
  }

  @Test
  void rowsAreAddedInOrderAndUnfused() {
    for (int n = 0; n < 300; n++) {
      int length = size();
      int count = random.nextInt(12);
      int stride = length + random.nextInt(5);
      int factorsAt = random.nextInt(3);
      int rowsAt = random.nextInt(3);
      int targetAt = random.nextInt(3);
      double[] factors = doubles(factorsAt + count);
      double[] rows = doubles(rowsAt + count * stride + length);
      double[] target = doubles(targetAt + length + 10);
      double[] expected = target.clone();
      for (int i = 0; i < length; i++) {
        for (int k = 0; k < count; k++) {
          double product = factors[factorsAt + k] * rows[rowsAt + k * stride + i];
          expected[targetAt + i] = expected[targetAt + i] + product;
        }
      }
      kernels().addRows(count, length, factors, factorsAt, rows, rowsAt, stride, target, targetAt);
      assertThat(bits(target)).as("length %d, count %d", length, count).isEqualTo(bits(expected));
    }
  }

  @Test
  void productIsThatOfRowsAlone() {
    for (int n = 0; n < 200; n++) {
      int targets = random.nextInt(random.nextInt(4) == 0 ? 40 : 11);
      int count = random.nextInt(random.nextInt(8) == 0 ? 700 : 20);
      int length = size();
      Block factors = block(targets, count);
      Block rows = block(count, length);
      Block target = block(targets, length);
      double[] expected = target.values().clone();
      for (int t = 0; t < targets; t++) {
        for (int i = 0; i < length; i++) {
          int at = target.row(t) + i;
          for (int k = 0; k < count; k++) {
            double factor = factors.values()[factors.row(t) + k];
            double product = factor * rows.values()[rows.row(k) + i];
            expected[at] = expected[at] + product;
          }
        }
      }
      kernels().addProduct(targets, count, length, factors, rows, target);
      assertThat(bits(target.values()))
          .as("%d targets, count %d, length %d", targets, count, length)
          .isEqualTo(bits(expected));
    }
  }

  private Block block(int rows, int columns) {
    int at = random.nextInt(4);
    int stride = columns + random.nextInt(5);
    return new Block(doubles(at + rows * stride + columns), at, stride);
  }

  @Test
  void rotationIsUnfused() {
    for (int n = 0; n < 200; n++) {
      int length = size();
      double[] values = doubles(2 * length + 5);
      double cosine = random.nextDouble(-1, 1);
      double sine = random.nextDouble(-1, 1);
      double[] expected = values.clone();
      for (int i = 0; i < length; i++) {
        double cx = cosine * values[2 + i];
        double sy = sine * values[length + 3 + i];
        expected[2 + i] = cx - sy;
        double sx = sine * values[2 + i];
        double cy = cosine * values[length + 3 + i];
        expected[length + 3 + i] = sx + cy;
      }
      kernels().rotate(values, 2, length + 3, length, cosine, sine);
      assertThat(bits(values)).as("length %d", length).isEqualTo(bits(expected));
    }
  }

  private static long[] bits(double[] values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    return bits;
  }
}
