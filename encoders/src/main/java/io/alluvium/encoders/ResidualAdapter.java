package io.alluvium.encoders;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A small network on top of a frozen encoder, {@code y = normalise(x + B act(A x + a) + b)}: with
 * {@code B} and {@code b} zero it changes nothing.
 *
 * <p>{@code x} is the embedding of the encoder below as the ledger holds it, divided by {@link
 * Normalisation#UNIT}. So {@code y} follows from what is stored, and a vector of the memory bank
 * need not be embedded again. Computed in double in one order of operations, never fused: the same
 * bits everywhere. Immutable; safe for any thread.
 *
 * <p>Source: Houlsby et al., "Parameter-efficient transfer learning for NLP", ICML 2019. Departs
 * from it: one adapter behind the whole encoder, none between its layers.
 */
public final class ResidualAdapter {
  /** Largest number of hidden units. */
  public static final int MAX_HIDDEN = 4096;

  /** Largest magnitude of a weight: far above what training gives, and no sum overflows. */
  public static final float MAX_WEIGHT = 1 << 20;

  private static final byte[] MAGIC = {'A', 'L', 'R', 'A'};
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = MAGIC.length + 4 * Integer.BYTES;

  /** What is applied to each hidden unit. */
  public enum Activation {
    /** {@code max(0, z)}. */
    RELU,
    /** The hyperbolic tangent. */
    TANH;

    /** Returns its value at a point. */
    public double of(double value) {
      return switch (this) {
        case RELU -> Math.max(0, value);
        case TANH -> StrictMath.tanh(value);
      };
    }
  }

  private final Activation activation;
  private final int dim;
  private final int hidden;
  private final float[] down;
  private final float[] downBias;
  private final float[] up;
  private final float[] upBias;

  /**
   * Makes an adapter of copies of its weights.
   *
   * @param down {@code A}, float32[hidden * dim], row by row
   * @param downBias {@code a}, float32[hidden]
   * @param up {@code B}, float32[dim * hidden], row by row
   * @param upBias {@code b}, float32[dim]
   * @throws IllegalArgumentException if a size does not fit the others, or a weight is not within
   *     {@link #MAX_WEIGHT}
   */
  public ResidualAdapter(
      Activation activation, float[] down, float[] downBias, float[] up, float[] upBias) {
    this.activation = activation;
    this.dim = upBias.length;
    this.hidden = downBias.length;
    checkSize("width", dim, Embedding.MAX_DIM);
    checkSize("number of hidden units", hidden, MAX_HIDDEN);
    this.down = checked("A", down, hidden * dim);
    this.downBias = checked("a", downBias, hidden);
    this.up = checked("B", up, dim * hidden);
    this.upBias = checked("b", upBias, dim);
  }

  /**
   * Reads the bytes of {@link #toBytes}.
   *
   * @throws IllegalArgumentException naming what was got and what is expected
   */
  public static ResidualAdapter fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEADER_BYTES || !startsWithMagic(in)) {
      throw new IllegalArgumentException("is not a file of adapter weights");
    }
    int version = in.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException("version is " + version + ", expected " + VERSION);
    }
    Activation activation = activation(in.getInt());
    int dim = in.getInt();
    int hidden = in.getInt();
    checkSize("width", dim, Embedding.MAX_DIM);
    checkSize("number of hidden units", hidden, MAX_HIDDEN);
    long expected = bytes(dim, hidden);
    if (bytes.length != expected) {
      throw new IllegalArgumentException(
          "has " + bytes.length + " bytes, expected " + expected + " for " + dim + " x " + hidden);
    }
    float[] down = floats(in, hidden * dim);
    float[] downBias = floats(in, hidden);
    float[] up = floats(in, dim * hidden);
    float[] upBias = floats(in, dim);
    if (in.getInt() != checksum(bytes)) {
      throw new IllegalArgumentException("is damaged: its checksum is another");
    }
    return new ResidualAdapter(activation, down, downBias, up, upBias);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is too large or {@link #fromBytes} refuses it; the
   *     message names the file
   * @throws EncoderException if it cannot be read
   */
  public static ResidualAdapter read(Path file) {
    try {
      long limit = bytes(Embedding.MAX_DIM, MAX_HIDDEN);
      if (Files.size(file) > limit) {
        throw new IllegalArgumentException(
            "has " + Files.size(file) + " bytes, expected at most " + limit);
      }
      return fromBytes(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("adapter " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new EncoderException("adapter " + file + " cannot be read: " + e, e);
    }
  }

  /** Returns the bytes of its file. */
  public byte[] toBytes() {
    ByteBuffer out =
        ByteBuffer.allocate((int) bytes(dim, hidden)).order(ByteOrder.LITTLE_ENDIAN).put(MAGIC);
    out.putInt(VERSION).putInt(code(activation)).putInt(dim).putInt(hidden);
    for (float[] part : new float[][] {down, downBias, up, upBias}) {
      out.asFloatBuffer().put(part);
      out.position(out.position() + part.length * Float.BYTES);
    }
    return out.putInt(checksum(out.array())).array();
  }

  /** Returns the width of the vectors that it takes and gives. */
  public int dim() {
    return dim;
  }

  /** Returns the number of hidden units. */
  public int hidden() {
    return hidden;
  }

  /**
   * Returns the adapted vector of an embedding.
   *
   * @param base embedding of the encoder below, of an L2 space of {@link #dim} dimensions
   * @return float32[dim] of unit norm
   * @throws IllegalArgumentException if the width differs, or nothing is left of the vector
   */
  public float[] apply(Embedding base) {
    if (base.dim() != dim) {
      throw new IllegalArgumentException(
          "embedding has dimension " + base.dim() + ", the adapter has " + dim);
    }
    double[] x = base.toPoint();
    for (int i = 0; i < dim; i++) {
      x[i] /= Normalisation.UNIT;
    }
    double[] inner = affine(down, x, downBias);
    for (int i = 0; i < hidden; i++) {
      inner[i] = activation.of(inner[i]);
    }
    double[] y = affine(up, inner, upBias);
    double squares = 0;
    for (int i = 0; i < dim; i++) {
      y[i] += x[i];
      squares += y[i] * y[i];
    }
    return unit(y, squares);
  }

  private static float[] unit(double[] vector, double squares) {
    double norm = Math.sqrt(squares);
    float[] unit = new float[vector.length];
    boolean zero = true;
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / norm);
      zero &= unit[i] == 0;
    }
    if (zero || !(norm > 0)) {
      throw new IllegalArgumentException("the adapter gave a vector of norm 0");
    }
    return unit;
  }

  private static double[] affine(float[] rows, double[] in, float[] bias) {
    double[] out = new double[bias.length];
    for (int i = 0; i < out.length; i++) {
      double sum = bias[i];
      int row = i * in.length;
      for (int j = 0; j < in.length; j++) {
        sum += rows[row + j] * in[j];
      }
      out[i] = sum;
    }
    return out;
  }

  private static void checkSize(String what, int size, int max) {
    if (size < 1 || size > max) {
      throw new IllegalArgumentException(what + " is " + size + ", expected 1 to " + max);
    }
  }

  private static float[] checked(String name, float[] weights, int size) {
    if (weights.length != size) {
      throw new IllegalArgumentException(
          name + " has " + weights.length + " weights, expected " + size);
    }
    for (float weight : weights) {
      if (!(Math.abs(weight) <= MAX_WEIGHT)) {
        throw new IllegalArgumentException(
            name + " has a weight of " + weight + ", expected at most " + MAX_WEIGHT);
      }
    }
    return weights.clone();
  }

  private static boolean startsWithMagic(ByteBuffer in) {
    byte[] first = new byte[MAGIC.length];
    in.get(first);
    return Arrays.equals(first, MAGIC);
  }

  private static int code(Activation activation) {
    return switch (activation) {
      case RELU -> 0;
      case TANH -> 1;
    };
  }

  private static Activation activation(int code) {
    return switch (code) {
      case 0 -> Activation.RELU;
      case 1 -> Activation.TANH;
      default -> throw new IllegalArgumentException("activation is " + code + ", expected 0 or 1");
    };
  }

  private static long bytes(int dim, int hidden) {
    long weights = 2L * dim * hidden + dim + hidden;
    return HEADER_BYTES + Float.BYTES * weights + Integer.BYTES;
  }

  private static float[] floats(ByteBuffer in, int count) {
    float[] values = new float[count];
    in.asFloatBuffer().get(values);
    in.position(in.position() + count * Float.BYTES);
    return values;
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - Integer.BYTES);
    return (int) checksum.getValue();
  }
}
