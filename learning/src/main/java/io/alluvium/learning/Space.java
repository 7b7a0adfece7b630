package io.alluvium.learning;

/**
 * An embedding space: what a vector of numbers means, and how it becomes an {@link Embedding}.
 *
 * @param id identity of the space
 * @param dim number of dimensions, 1 to {@link Embedding#MAX_DIM}
 * @param normalisation how vectors are brought to a known size
 */
public record Space(SpaceId id, int dim, Normalisation normalisation) {
  /**
   * Checks the dimension.
   *
   * @throws IllegalArgumentException if the dimension is out of range
   */
  public Space {
    if (dim < 1 || dim > Embedding.MAX_DIM) {
      throw new IllegalArgumentException(
          "space has dimension " + dim + ", expected 1 to " + Embedding.MAX_DIM);
    }
  }

  /**
   * Normalises and quantises a vector: the one place where real numbers become integers, rounding
   * half to even.
   *
   * @param vector float[dim], finite; not all zero in an L2 space
   * @throws IllegalArgumentException if the dimension differs, a value is not finite, or the norm
   *     is zero in an L2 space; the message names value and limit
   */
  public Embedding quantise(float[] vector) {
    if (vector.length != dim) {
      throw new IllegalArgumentException(
          "vector has dimension " + vector.length + ", the space has " + dim);
    }
    for (int i = 0; i < dim; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "vector has " + vector[i] + " at dimension " + i + ", expected a finite number");
      }
    }
    return switch (normalisation) {
      case Normalisation.L2() -> unit(vector);
      case Normalisation.Fixed(double clip, double scale) -> scaled(vector, clip, scale);
    };
  }

  /**
   * Returns the embedding nearest to a point, brought to the norm of the space where it has one.
   *
   * @param point float64[dim] in the units of {@link Embedding#get}, finite; not all zero in an L2
   *     space
   * @throws IllegalArgumentException as {@link #quantise} does
   */
  public Embedding requantise(double[] point) {
    float[] vector = new float[point.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (point[i] / unit());
    }
    return quantise(vector);
  }

  /**
   * Returns an upper bound on the Euclidean norm of every embedding of this space, rounding
   * included.
   */
  public double maxNorm() {
    return switch (normalisation) {
      case Normalisation.L2() -> Normalisation.UNIT + 0.5 * Math.sqrt(dim);
      case Normalisation.Fixed(double clip, double scale) ->
          Math.rint(clip * scale) * Math.sqrt(dim);
    };
  }

  /** Returns what a length of 1 before quantising is in the units of {@link Embedding#get}. */
  public double unit() {
    return switch (normalisation) {
      case Normalisation.L2() -> Normalisation.UNIT;
      case Normalisation.Fixed(double clip, double scale) -> scale;
    };
  }

  /** Returns the norm that vectors of this space usually have: all of them, in an L2 space. */
  public double usualNorm() {
    return switch (normalisation) {
      case Normalisation.L2() -> unit();
      case Normalisation.Fixed fixed -> unit() * Math.sqrt(dim);
    };
  }

  /**
   * Returns whether {@link #quantise} could have made an embedding: its dimension is that of the
   * space and its norm within {@link #maxNorm}, which every sum and every score relies on.
   */
  public boolean allows(Embedding embedding) {
    return embedding.dim() == dim && embedding.norm() <= maxNorm();
  }

  private static Embedding unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (squares == 0) {
      throw new IllegalArgumentException("vector has norm 0, expected a direction");
    }
    return scaled(vector, Float.MAX_VALUE, Normalisation.UNIT / Math.sqrt(squares));
  }

  private static Embedding scaled(float[] vector, double clip, double scale) {
    short[] values = new short[vector.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) Math.rint(Math.clamp(vector[i], -clip, clip) * scale);
    }
    return Embedding.of(values);
  }
}
