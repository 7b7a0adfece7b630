package io.alluvium.learning;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The exact second moment of all samples, {@code T = sum q q'}, as a packed lower triangle
 * int64[dim (dim + 1) / 2].
 *
 * <p>Like {@link ClassSums} it is free of order, split and merge, and a subtracted sample leaves no
 * trace; it may also hold a difference, with more subtracted than added. A product is at most 2^30,
 * so the sums of up to 2^32 samples fit, each counted as often as it weighs; {@link
 * SufficientStatistics} guards that bound.
 *
 * <p>Bytes are read and written in blocks of rows, since the whole is too large for one record: of
 * {@link #BLOCK_ROWS} rows, or as many fewer as keep a block within {@link #MAX_BLOCK_BYTES}. The
 * layout depends on the dimension alone. Mutable, for one thread.
 */
public final class PackedMoments {
  /** Largest number of rows of a block. */
  public static final int BLOCK_ROWS = 64;

  /** Largest size of a block in bytes: 512 KiB. */
  public static final int MAX_BLOCK_BYTES = 512 * 1024;

  /** What 2^32 samples can add up to at most. */
  private static final double MAX_VALUE = 0x1.0p62;

  /** Samples that are added together: each row of the triangle is then passed once for all. */
  private static final int PENDING = 32;

  private final int dim;
  private final long[] packed;
  private final short[][] pending = new short[PENDING][];
  private final int[] pendingTimes = new int[PENDING];
  private int pendings;

  private PackedMoments(int dim, long[] packed) {
    this.dim = dim;
    this.packed = packed;
  }

  /**
   * Creates the moments of no samples.
   *
   * @throws IllegalArgumentException if the dimension is not in [1, {@link Embedding#MAX_DIM}]
   */
  public PackedMoments(int dim) {
    if (dim < 1 || dim > Embedding.MAX_DIM) {
      throw new IllegalArgumentException(
          "moments have dimension " + dim + ", expected 1 to " + Embedding.MAX_DIM);
    }
    this(dim, new long[start(dim)]);
  }

  /**
   * Returns moments that were computed in real numbers, rounded half to even: off by at most a half
   * in each product.
   *
   * @param matrix float64[dim][dim], row-major, of which the lower triangle is read
   * @throws IllegalArgumentException if the dimension is out of range, or a value is not within
   *     2^62
   */
  public static PackedMoments rounded(int dim, double[] matrix) {
    PackedMoments result = new PackedMoments(dim);
    int next = 0;
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j <= i; j++) {
        double value = Math.rint(matrix[i * dim + j]);
        if (!(Math.abs(value) <= MAX_VALUE)) {
          throw new IllegalArgumentException(
              "moment of " + i + " and " + j + " is " + value + ", expected at most " + MAX_VALUE);
        }
        result.packed[next++] = (long) value;
      }
    }
    return result;
  }

  /** Returns the number of dimensions. */
  public int dim() {
    return dim;
  }

  /**
   * Returns the sum of products of coordinates {@code i} and {@code j}, in any order.
   *
   * @throws IndexOutOfBoundsException if either is not in [0, dim)
   */
  public long get(int i, int j) {
    int row = Objects.checkIndex(Math.max(i, j), dim);
    int column = Objects.checkIndex(Math.min(i, j), dim);
    return values()[start(row) + column];
  }

  /**
   * Adds one sample.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public void add(Embedding sample) {
    add(sample, 1);
  }

  /**
   * Takes one sample away.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public void subtract(Embedding sample) {
    add(sample, -1);
  }

  /**
   * Adds a sample so many times, or takes it away so many times if that is negative.
   *
   * @param times at most {@link Assignment#MAX_WEIGHT} in magnitude
   * @throws IllegalArgumentException if the dimension differs
   */
  public void add(Embedding sample, int times) {
    Kernels.checkDim(sample, dim, "moments have");
    pending[pendings] = sample.values();
    pendingTimes[pendings] = times;
    pendings++;
    if (pendings == PENDING) {
      settle();
    }
  }

  /** Adds what waits. Everything that reads the triangle calls it first. */
  private void settle() {
    if (pendings > 0) {
      Kernels.addOuters(pending, pendingTimes, pendings, packed);
      Arrays.fill(pending, null);
      pendings = 0;
    }
  }

  /**
   * Adds the samples of other moments.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public void merge(PackedMoments other) {
    if (other.dim != dim) {
      throw new IllegalArgumentException(
          "moments have dimension " + other.dim + ", expected " + dim);
    }
    long[] values = values();
    long[] others = other.values();
    for (int i = 0; i < values.length; i++) {
      values[i] += others[i];
    }
  }

  /**
   * Takes away the samples of other moments.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public void separate(PackedMoments other) {
    if (other.dim != dim) {
      throw new IllegalArgumentException(
          "moments have dimension " + other.dim + ", expected " + dim);
    }
    long[] values = values();
    long[] others = other.values();
    for (int i = 0; i < values.length; i++) {
      values[i] -= others[i];
    }
  }

  /**
   * Returns whether so many samples can have these moments: no sum exceeds what they add up to at
   * most, and none on the diagonal is negative.
   */
  public boolean canComeFrom(long samples) {
    long limit = samples << 30;
    long[] values = values();
    for (int row = 0; row < dim; row++) {
      if (values[start(row) + row] < 0) {
        return false;
      }
    }
    return Arrays.stream(values).allMatch(value -> value >= -limit && value <= limit);
  }

  /** Returns an independent copy. */
  public PackedMoments copy() {
    return new PackedMoments(dim, values().clone());
  }

  /** Returns the number of row blocks. */
  public int blocks() {
    return (dim + blockRows() - 1) / blockRows();
  }

  /**
   * Returns the size of a block in bytes.
   *
   * @throws IndexOutOfBoundsException if the block is not in [0, blocks)
   */
  public int blockBytes(int block) {
    return Long.BYTES * (blockEnd(block) - blockStart(block));
  }

  /**
   * Writes a block as int64 little-endian, row by row, and moves the position past it.
   *
   * @throws IndexOutOfBoundsException if the block is not in [0, blocks)
   */
  public void writeBlock(int block, ByteBuffer target) {
    int bytes = blockBytes(block);
    longs(target).put(values(), blockStart(block), bytes / Long.BYTES);
    target.position(target.position() + bytes);
  }

  /**
   * Replaces a block by what {@link #writeBlock} wrote and moves the position past it.
   *
   * @throws IllegalArgumentException if bytes are missing
   * @throws IndexOutOfBoundsException if the block is not in [0, blocks)
   */
  public void readBlock(int block, ByteBuffer source) {
    int bytes = blockBytes(block);
    if (source.remaining() < bytes) {
      throw new IllegalArgumentException(
          "block " + block + " has " + source.remaining() + " bytes, expected " + bytes);
    }
    longs(source).get(values(), blockStart(block), bytes / Long.BYTES);
    source.position(source.position() + bytes);
  }

  private int blockStart(int block) {
    return start(Objects.checkIndex(block, blocks()) * blockRows());
  }

  private int blockEnd(int block) {
    return start(Math.min(dim, (block + 1) * blockRows()));
  }

  private int blockRows() {
    return Math.min(BLOCK_ROWS, MAX_BLOCK_BYTES / (Long.BYTES * dim));
  }

  private static int start(int row) {
    return row * (row + 1) / 2;
  }

  private static LongBuffer longs(ByteBuffer bytes) {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  /** The array itself, for the solvers of this package: never written to. */
  long[] values() {
    settle();
    return packed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedMoments that
        && dim == that.dim
        && Arrays.equals(values(), that.values());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values());
  }

  @Override
  public String toString() {
    return "PackedMoments[dim=" + dim + "]";
  }
}
