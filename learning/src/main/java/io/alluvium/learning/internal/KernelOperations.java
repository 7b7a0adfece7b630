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
   * Adds {@code times * vector * vector'} to a packed lower triangle.
   *
   * @param vector int16[dim]
   * @param times at most 2^15 in magnitude
   * @param packed int64[dim (dim + 1) / 2], row by row
   */
  void addOuter(short[] vector, int times, long[] packed);

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
