package io.alluvium.learning;

/**
 * Weight rows of a head, int16[count][dim] row-major, with a scale and a bias for each: {@code
 * score = scale * (q . w) + bias}, where {@code q . w} is an exact int32.
 *
 * <p>Each row is scaled to use the range that its space allows. By Cauchy-Schwarz {@code |q . w|}
 * is at most the largest norm of an embedding times that of a row, so rows are kept to a norm of
 * 2^15 (in an L2 space; less where embeddings may be longer), rounding included: the product then
 * fits int32 for every embedding of the space. Immutable; safe for any thread.
 */
public final class WeightRows {
  /** Weights below this are as good as none, and their scale would overflow. */
  private static final double NEGLIGIBLE = 1e-280;

  private final int dim;
  private final short[] values;
  private final double[] scales;
  private final double[] biases;

  private WeightRows(int dim, short[] values, double[] scales, double[] biases) {
    this.dim = dim;
    this.values = values;
    this.scales = scales;
    this.biases = biases;
  }

  /**
   * Returns quantised rows.
   *
   * @param space the space of the queries
   * @param rows float64[count][dim], finite, for queries in the units of {@link Embedding#get}
   * @param biases float64[count], finite
   * @throws IllegalArgumentException if a shape differs or a number is not finite
   */
  public static WeightRows of(Space space, double[][] rows, double[] biases) {
    if (rows.length != biases.length) {
      throw new IllegalArgumentException(
          "there are " + biases.length + " biases, expected " + rows.length);
    }
    Builder builder = new Builder(space, rows.length);
    for (int row = 0; row < rows.length; row++) {
      builder.add(rows[row], biases[row]);
    }
    return builder.build();
  }

  /**
   * Returns a copy in which one row is replaced.
   *
   * @throws IllegalArgumentException as {@link #of} throws it
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public WeightRows withRow(Space space, int row, double[] weights, double bias) {
    Builder builder = new Builder(space, count());
    for (int r = 0; r < count(); r++) {
      if (r == row) {
        builder.add(weights, bias);
      } else {
        builder.addRowOf(this, r);
      }
    }
    return builder.build();
  }

  /** Returns the number of rows. */
  public int count() {
    return scales.length;
  }

  /** Returns the number of dimensions. */
  public int dim() {
    return dim;
  }

  /** Returns the quantised weight of a row at a dimension. */
  public short weight(int row, int dimension) {
    return values[row * dim + dimension];
  }

  /** Returns the factor from dot product to score, at least 0; 0 for a row of zeros. */
  public double scale(int row) {
    return scales[row];
  }

  /** Returns what is added to the scaled dot product. */
  public double bias(int row) {
    return biases[row];
  }

  /** Returns the score of a row from its dot product. */
  double score(int row, int dot) {
    return scales[row] * dot + biases[row];
  }

  /** The array itself, for the kernels: never written to. */
  short[] values() {
    return values;
  }

  /** Collects rows, new or copied, in their order. Mutable, for one thread. */
  static final class Builder {
    private final WeightRows rows;
    private final double maxNorm;
    private int next;

    Builder(Space space, int count) {
      int dim = space.dim();
      rows =
          new WeightRows(
              dim, new short[Math.multiplyExact(count, dim)], new double[count], new double[count]);
      maxNorm = Math.min(1 << 15, Math.floor(Integer.MAX_VALUE / space.maxNorm()));
    }

    void addRowOf(WeightRows other, int row) {
      int dim = rows.dim;
      System.arraycopy(other.values, row * dim, rows.values, next * dim, dim);
      rows.scales[next] = other.scales[row];
      rows.biases[next] = other.biases[row];
      next++;
    }

    void add(double[] weights, double bias) {
      if (weights.length != rows.dim) {
        throw new IllegalArgumentException(
            "row has dimension " + weights.length + ", the space has " + rows.dim);
      }
      double factor = factor(weights);
      int start = next * rows.dim;
      for (int i = 0; i < weights.length; i++) {
        rows.values[start + i] = (short) Math.rint(weights[i] * factor);
      }
      rows.scales[next] = factor == 0 ? 0 : 1 / factor;
      rows.biases[next] = finite(bias);
      next++;
    }

    /** Rounding moves each weight by at most a half, so the norm by at most half of sqrt(dim). */
    private double factor(double[] weights) {
      double largest = 0;
      for (double weight : weights) {
        largest = Math.max(largest, Math.abs(finite(weight)));
      }
      if (largest < NEGLIGIBLE) {
        return 0;
      }
      double squares = 0;
      for (double weight : weights) {
        squares += (weight / largest) * (weight / largest);
      }
      double room = maxNorm - 0.5 * Math.sqrt(weights.length);
      return Math.min(room / Math.sqrt(squares), Short.MAX_VALUE) / largest;
    }

    private static double finite(double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("weight is " + value + ", expected a finite number");
      }
      return value;
    }

    WeightRows build() {
      if (next != rows.count()) {
        throw new IllegalStateException("there are " + next + " rows, expected " + rows.count());
      }
      return rows;
    }
  }
}
