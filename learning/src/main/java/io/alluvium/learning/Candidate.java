package io.alluvium.learning;

/**
 * A class and how probable it is.
 *
 * @param label the class
 * @param probability in [0, 1], over all classes the scorer knows
 */
public record Candidate(String label, double probability) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the probability is not in [0, 1]
   */
  public Candidate {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability of '" + label + "' is " + probability + ", expected 0 to 1");
    }
  }
}
