package io.alluvium.learning;

/**
 * What a solve finds out about the samples beyond where their classes lie.
 *
 * @param axesShare share of the axes of least variance that it finds, at most 1; 0 for none, which
 *     spares it an eigendecomposition
 * @param neighbour to which of the nearest labelled samples distances are measured, which demands
 *     that these are at hand; 0 for none
 * @param indexMin labelled samples from which on the nearest are looked for in an index, at least
 *     0; 0 is never
 */
public record GeometryOptions(double axesShare, int neighbour, int indexMin) {
  /** Nothing else. */
  public static final GeometryOptions NONE = new GeometryOptions(0, 0, 0);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public GeometryOptions {
    if (!(axesShare >= 0 && axesShare <= 1) || neighbour < 0 || indexMin < 0) {
      throw new IllegalArgumentException(
          "share of axes "
              + axesShare
              + ", neighbour "
              + neighbour
              + " and least samples of an index "
              + indexMin
              + ", expected a share of 0 to 1 and numbers of at least 0");
    }
  }

  /** Returns what is demanded for it. */
  Demands demands() {
    return neighbour > 0 ? Demands.ofExemplars() : Demands.NONE;
  }
}
