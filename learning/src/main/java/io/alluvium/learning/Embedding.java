package io.alluvium.learning;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A quantised embedding: int16[dim], the only representation of a sample from the ledger on.
 *
 * <p>Immutable; arrays are copied on the way in. Safe for use by any thread. What a coordinate
 * means is said by the {@link Space} the embedding lives in; embeddings of different spaces must
 * never be compared.
 */
public final class Embedding {
  /** Largest supported dimension. */
  public static final int MAX_DIM = 8192;

  private final short[] values;

  private Embedding(short[] values) {
    this.values = values;
  }

  /**
   * Returns an embedding of a copy of the given coordinates.
   *
   * @throws IllegalArgumentException if there are none or more than {@link #MAX_DIM}
   */
  public static Embedding of(short... values) {
    return new Embedding(checkDim(values.clone()));
  }

  /**
   * Reads an embedding from int16 little-endian bytes: all that remain in the buffer, which is left
   * untouched.
   *
   * @throws IllegalArgumentException if the number of bytes is odd, zero or too large
   */
  public static Embedding fromBytes(ByteBuffer bytes) {
    if (bytes.remaining() % Short.BYTES != 0) {
      throw new IllegalArgumentException(
          "embedding has " + bytes.remaining() + " bytes, expected a multiple of 2");
    }
    short[] values = new short[bytes.remaining() / Short.BYTES];
    bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values);
    return new Embedding(checkDim(values));
  }

  private static short[] checkDim(short[] values) {
    if (values.length == 0 || values.length > MAX_DIM) {
      throw new IllegalArgumentException(
          "embedding has dimension " + values.length + ", expected 1 to " + MAX_DIM);
    }
    return values;
  }

  /** Returns the number of dimensions. */
  public int dim() {
    return values.length;
  }

  /** Returns the Euclidean norm. */
  public double norm() {
    long squares = 0;
    for (short value : values) {
      squares += value * value;
    }
    return Math.sqrt((double) squares);
  }

  /**
   * Returns the exact dot product with another embedding of the same space.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public long dot(Embedding other) {
    Kernels.checkDim(other, dim(), "this one has");
    long dot = 0;
    for (int i = 0; i < values.length; i++) {
      dot += values[i] * other.values[i];
    }
    return dot;
  }

  /**
   * Returns the cosine of the angle to another embedding of the same space, in [-1, 1]; 0 if either
   * has no direction.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  public double cosine(Embedding other) {
    double norms = norm() * other.norm();
    return norms == 0 ? 0 : Math.clamp(dot(other) / norms, -1, 1);
  }

  /** Returns the coordinate at the given dimension, in [0, dim). */
  public short get(int dimension) {
    return values[dimension];
  }

  /** Returns the coordinates as float64[dim], in the units of {@link #get}. */
  public double[] toPoint() {
    double[] point = new double[values.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = values[i];
    }
    return point;
  }

  /**
   * Writes the coordinates as int16 little-endian at the buffer's position and moves the position
   * past them.
   */
  public void writeTo(ByteBuffer target) {
    target.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(values);
    target.position(target.position() + values.length * Short.BYTES);
  }

  /** Returns the coordinates as int16 little-endian bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[values.length * Short.BYTES];
    writeTo(ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** The array itself, for the kernels of this package: never written to. */
  short[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Embedding[dim="
        + values.length
        + ", "
        + Arrays.toString(Arrays.copyOf(values, Math.min(4, values.length)))
        + "...]";
  }
}
