package io.alluvium.learning;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Exact sums of one class: how many samples, and {@code sum q} as int64[dim]. A sample of weight
 * {@code w} counts as {@code w} samples.
 *
 * <p>Integer addition is associative, so any order, split or merge of the same samples gives the
 * same bits, and a subtracted sample leaves no trace. Immutable; safe for any thread.
 *
 * <p>A coordinate of an embedding is at most 2^15 in magnitude, so up to {@link #MAX_COUNT} samples
 * no sum exceeds 2^62: the count is checked, the additions need not be.
 */
public final class ClassSums {
  /** Largest number of samples: 2^47. */
  public static final long MAX_COUNT = 1L << 47;

  private final long count;
  private final long[] sums;

  private ClassSums(long count, long[] sums) {
    this.count = count;
    this.sums = sums;
  }

  /** Returns sums that were computed in this package, within all bounds; the array is kept. */
  static ClassSums of(long count, long[] sums) {
    return new ClassSums(count, sums);
  }

  /**
   * Returns sums that were computed in real numbers, rounded half to even: off by at most a half in
   * each coordinate.
   *
   * @param count number of samples, 0 to {@link #MAX_COUNT}
   * @param sums float64[dim], in the units of {@link Embedding#get}
   * @throws IllegalArgumentException if the count is out of range, or a sum cannot come from so
   *     many samples
   */
  public static ClassSums rounded(long count, double[] sums) {
    long[] whole = empty(sums.length).sums;
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (long) Math.rint(sums[i]);
    }
    checkRead(count, whole);
    return new ClassSums(count, whole);
  }

  /**
   * Returns the sums of no samples.
   *
   * @throws IllegalArgumentException if the dimension is not in [1, {@link Embedding#MAX_DIM}]
   */
  public static ClassSums empty(int dim) {
    if (dim < 1 || dim > Embedding.MAX_DIM) {
      throw new IllegalArgumentException(
          "sums have dimension " + dim + ", expected 1 to " + Embedding.MAX_DIM);
    }
    return new ClassSums(0, new long[dim]);
  }

  /** Returns the number of samples, in [0, {@link #MAX_COUNT}]. */
  public long count() {
    return count;
  }

  /** Returns the number of dimensions. */
  public int dim() {
    return sums.length;
  }

  /** Returns the sum of coordinate {@code i}, in the units of {@link Embedding#get}. */
  public long sum(int i) {
    return sums[i];
  }

  /**
   * Returns these sums with one sample more.
   *
   * @throws IllegalArgumentException if the dimension differs
   * @throws IllegalStateException if the count is at its limit
   */
  public ClassSums plus(Embedding sample) {
    return plus(sample, 1);
  }

  /**
   * Returns these sums with a sample so many times more.
   *
   * @param times 1 to {@link Assignment#MAX_WEIGHT}
   * @throws IllegalArgumentException if the dimension differs
   * @throws IllegalStateException if the count would exceed its limit
   */
  public ClassSums plus(Embedding sample, int times) {
    return new ClassSums(checkCount(count + times), sumsWith(sample, times));
  }

  /**
   * Returns these sums without one sample that was added before.
   *
   * @throws IllegalArgumentException if the dimension differs
   * @throws IllegalStateException if there are no samples, or the last one taken away is not the
   *     last one there was
   */
  public ClassSums minus(Embedding sample) {
    return minus(sample, 1);
  }

  /**
   * Returns these sums without a sample that was added so many times before.
   *
   * @param times 1 to {@link Assignment#MAX_WEIGHT}
   * @throws IllegalArgumentException if the dimension differs
   * @throws IllegalStateException if there are fewer samples, or the last ones taken away are not
   *     the last there were
   */
  public ClassSums minus(Embedding sample, int times) {
    Kernels.checkDim(sample, dim(), "the class sums have");
    if (count < times) {
      throw new IllegalStateException(
          "class has " + count + " samples, " + times + " cannot be taken away");
    }
    long[] result = sumsWith(sample, -times);
    if (count == times && !isZero(result)) {
      throw new IllegalStateException("the sample taken away is not the one the class has left");
    }
    return new ClassSums(count - times, result);
  }

  private long[] sumsWith(Embedding sample, int times) {
    Kernels.checkDim(sample, dim(), "the class sums have");
    long[] result = sums.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += (long) times * sample.get(i);
    }
    return result;
  }

  /**
   * Returns the sums of both sets of samples.
   *
   * @throws IllegalArgumentException if the dimensions differ
   * @throws IllegalStateException if the count would exceed its limit
   */
  public ClassSums plus(ClassSums other) {
    if (other.dim() != dim()) {
      throw new IllegalArgumentException(
          "class sums have dimension " + other.dim() + ", expected " + dim());
    }
    long[] result = sums.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += other.sums[i];
    }
    return new ClassSums(checkCount(count + other.count), result);
  }

  /** Returns sums of the same count with another mean, float64[dim], rounded to integers. */
  ClassSums around(double[] mean) {
    long[] result = new long[sums.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (long) Math.rint(mean[i] * count);
    }
    return new ClassSums(count, result);
  }

  /**
   * Returns the sums without a set of samples that was added before.
   *
   * @throws IllegalArgumentException if the dimensions differ
   * @throws IllegalStateException if there are fewer samples than are taken away, or those are not
   *     all there was but no sample is left
   */
  public ClassSums minus(ClassSums other) {
    if (other.dim() != dim()) {
      throw new IllegalArgumentException(
          "class sums have dimension " + other.dim() + ", expected " + dim());
    }
    if (other.count > count) {
      throw new IllegalStateException(
          "class has " + count + " samples, " + other.count + " cannot be taken away");
    }
    long[] result = sums.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] -= other.sums[i];
    }
    if (other.count == count && !isZero(result)) {
      throw new IllegalStateException("the samples taken away are not those the class has left");
    }
    return new ClassSums(count - other.count, result);
  }

  /** Returns the mean less a point, float64[dim]; there is at least one sample. */
  double[] offsetFrom(double[] point) {
    double[] offset = new double[sums.length];
    for (int i = 0; i < offset.length; i++) {
      offset[i] = (double) sums[i] / count - point[i];
    }
    return offset;
  }

  /** Returns the number of bytes {@link #writeTo} writes. */
  public int bytes() {
    return Long.BYTES * (1 + sums.length);
  }

  /** Writes count and sums as int64 little-endian and moves the position past them. */
  public void writeTo(ByteBuffer target) {
    target.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(count).put(sums);
    target.position(target.position() + bytes());
  }

  /**
   * Reads what {@link #writeTo} wrote and moves the position past it.
   *
   * @throws IllegalArgumentException if bytes are missing, the count is out of range, or a sum
   *     cannot come from that many samples
   */
  public static ClassSums readFrom(ByteBuffer source, int dim) {
    long[] sums = empty(dim).sums;
    int bytes = Long.BYTES * (1 + dim);
    if (source.remaining() < bytes) {
      throw new IllegalArgumentException(
          "class sums have " + source.remaining() + " bytes, expected " + bytes);
    }
    long count = source.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong();
    source
        .duplicate()
        .position(source.position() + Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(sums);
    checkRead(count, sums);
    source.position(source.position() + bytes);
    return new ClassSums(count, sums);
  }

  private static void checkRead(long count, long[] sums) {
    if (count < 0 || count > MAX_COUNT) {
      throw new IllegalArgumentException(
          "class sums have count " + count + ", expected 0 to " + MAX_COUNT);
    }
    long limit = count << 15;
    for (long sum : sums) {
      if (sum < -limit || sum > limit) {
        throw new IllegalArgumentException(
            "class sum is " + sum + ", expected at most " + limit + " from " + count + " samples");
      }
    }
  }

  private static long checkCount(long count) {
    if (count > MAX_COUNT) {
      throw new IllegalStateException("class has " + count + " samples, the limit is " + MAX_COUNT);
    }
    return count;
  }

  private static boolean isZero(long[] values) {
    return Arrays.stream(values).allMatch(value -> value == 0);
  }

  /** The array itself, for the digest and the solvers of this package: never written to. */
  long[] values() {
    return sums;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassSums that && count == that.count && Arrays.equals(sums, that.sums);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(count) + Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return "ClassSums[count=" + count + ", dim=" + dim() + "]";
  }
}
