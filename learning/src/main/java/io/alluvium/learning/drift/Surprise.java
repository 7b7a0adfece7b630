package io.alluvium.learning.drift;

/**
 * How unusual a sample is among those that are answered alike.
 *
 * @param nearest number of the class whose mean is nearest
 * @param distance p-value of its distance to that mean, in (0, 1), near 0 where it is too far
 * @param entropy p-value of how unsure the answer is, in (0, 1), near 0 where it is too unsure
 */
public record Surprise(int nearest, double distance, double entropy) {
  /** Checks the ranges. */
  public Surprise {
    if (!(distance > 0 && distance < 1 && entropy > 0 && entropy < 1)) {
      throw new IllegalArgumentException(
          "p-values are " + distance + " and " + entropy + ", expected above 0 and below 1");
    }
  }
}
