package io.alluvium.learning;

import io.alluvium.learning.internal.KernelChoice;
import io.alluvium.learning.internal.KernelOperations;

/**
 * The numerics facade: shapes are checked here, once; behind it one of two implementations that
 * give the same bits, on vectors of {@code jdk.incubator.vector} or in plain loops.
 *
 * <p>The choice is made when the class is loaded. The system property {@code alluvium.kernels}
 * ({@code scalar} or {@code vector}) forces it. Safe for any thread.
 */
public final class Kernels {
  private static final KernelOperations OPERATIONS =
      KernelChoice.choose(System.getProperty(KernelChoice.PROPERTY, ""));

  private Kernels() {}

  /**
   * Returns which implementation runs, and why if it is the slow one: {@code vector 512 bit}, or
   * {@code scalar: } and the reason.
   */
  public static String implementation() {
    return OPERATIONS.description();
  }

  /**
   * Writes the exact dot product of the query with each row to {@code out[0]} to {@code
   * out[rows.count() - 1]}. Exact for every query within the norm bound of the space the rows were
   * made for; beyond it, int32 arithmetic wraps.
   *
   * @throws IllegalArgumentException if the dimensions differ or {@code out} is too short
   */
  public static void dots(Embedding query, WeightRows rows, int[] out) {
    checkDim(query, rows.dim(), "rows have");
    if (out.length < rows.count()) {
      throw new IllegalArgumentException(
          "output has length " + out.length + ", there are " + rows.count() + " rows");
    }
    OPERATIONS.dots(query.values(), rows.values(), rows.count(), out);
  }

  /**
   * Adds {@code times * embedding * embedding'} of each embedding to a packed lower triangle;
   * dimensions were checked.
   */
  static void addOuters(short[][] embeddings, int[] times, int count, long[] packed) {
    OPERATIONS.addOuters(embeddings, times, count, packed);
  }

  /**
   * Checks that an embedding has the dimension of what it is used with.
   *
   * @param other the other party and its verb, as in {@code rows have}
   * @throws IllegalArgumentException if it has not, naming both
   */
  static void checkDim(Embedding embedding, int dim, String other) {
    if (embedding.dim() != dim) {
      throw new IllegalArgumentException(
          "embedding has dimension " + embedding.dim() + ", " + other + " " + dim);
    }
  }

  /**
   * Returns the chosen kernels, for solvers of this module whose shapes follow from statistics
   * already checked.
   */
  public static KernelOperations operations() {
    return OPERATIONS;
  }
}
