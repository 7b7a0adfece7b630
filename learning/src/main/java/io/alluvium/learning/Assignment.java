package io.alluvium.learning;

/**
 * What a label says: the class of a sample, and how much that counts.
 *
 * <p>A label of weight {@code w} counts as {@code w} identical samples, bit for bit.
 *
 * @param label the class
 * @param weight 1 to {@link #MAX_WEIGHT}
 */
public record Assignment(String label, int weight) {
  /**
   * Greatest weight. {@link SufficientStatistics} holds a weight of 2^32 in all, so at least four
   * million labels, whatever they weigh.
   */
  public static final int MAX_WEIGHT = 1000;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the weight is out of range
   */
  public Assignment {
    if (!isWeight(weight)) {
      throw new IllegalArgumentException(
          "weight of label '" + label + "' is " + weight + ", expected 1 to " + MAX_WEIGHT);
    }
  }

  /** Returns a label of weight 1. */
  public static Assignment of(String label) {
    return new Assignment(label, 1);
  }

  /** Returns whether a label may weigh so much. */
  public static boolean isWeight(int weight) {
    return weight >= 1 && weight <= MAX_WEIGHT;
  }

  /** Returns the same weight for another class. */
  public Assignment as(String other) {
    return new Assignment(other, weight);
  }
}
