package io.alluvium.learning.internal;

/**
 * The inner loops, over plain arrays and without checks: callers have checked every shape.
 *
 * <p>Every implementation gives the same bits. Integer operations are exact (or wrap alike), so
 * their order is free; operations on doubles are element-wise, each element seeing the same
 * multiplications and additions in the same order, none of them fused and none of them a reduction
 * over lanes. Stateless and safe for any thread.
 */
public interface KernelOperations {
  /** Returns what this is and why it was chosen, for people. */
  String description();

  /**
   * Writes the dot product of the query with each row.
   *
   * @param query int16[dim]
   * @param rows int16[count][dim], row-major
   * @param out int32[at least count]; arithmetic wraps where a product does not fit
   */
  void dots(short[] query, short[] rows, int count, int[] out);

  /**
   * Adds {@code times * vector * vector'} of each vector to a packed lower triangle.
   *
   * @param vectors int16[count][dim]
   * @param times of each vector, at most 2^15 in magnitude
   * @param count number of vectors
   * @param packed int64[dim (dim + 1) / 2], row by row
   */
  void addOuters(short[][] vectors, int[] times, int count, long[] packed);

  /**
   * Adds a linear combination of rows to a row: {@code target[i] += factors[0] * row0[i]}, then
   * {@code factors[1] * row1[i]} and so on, multiply then add, in ascending order of rows.
   *
   * @param count number of rows and factors
   * @param length number of elements of each row
   * @param factors where the factors are, from {@code factorsAt} on
   * @param rows where the rows are, the first at {@code rowsAt}, each {@code stride} after the last
   * @param target where the target is, from {@code targetAt} on; does not overlap the rows
   */
  void addRows(
      int count,
      int length,
      double[] factors,
      int factorsAt,
      double[] rows,
      int rowsAt,
      int stride,
      double[] target,
      int targetAt);

  /**
   * Adds a product of matrices, {@code target += factors rows}: to each row of the target what
   * {@link #addRows} adds, bit for bit.
   *
   * @param targets rows of the target and of the factors
   * @param count columns of the factors, rows of {@code rows}
   * @param length columns of rows and target
   * @param factors float64[targets][count]
   * @param rows float64[count][length]
   * @param target float64[targets][length], which does not overlap the others
   */
  default void addProduct(
      int targets, int count, int length, Block factors, Block rows, Block target) {
    for (int t = 0; t < targets; t++) {
      addRows(
          count,
          length,
          factors.values(),
          factors.row(t),
          rows.values(),
          rows.row(0),
          rows.stride(),
          target.values(),
          target.row(t));
    }
  }

  /**
   * Rotates two rows in their plane: {@code x <- cosine * x - sine * y}, {@code y <- sine * x +
   * cosine * y}.
   *
   * @param values where both rows are
   * @param xAt where the first row starts
   * @param yAt where the second row starts; they do not overlap
   * @param length number of elements of each row
   */
  void rotate(double[] values, int xAt, int yAt, int length, double cosine, double sine);
}
