package io.alluvium.learning;

/**
 * What the score of a class is made of: {@code score = (linear + bias) + quadratic}, in this order
 * and to the last bit.
 *
 * @param label the class
 * @param linear what the query and the weights of the class make together
 * @param bias what the class has before any query: its distance from the centre, and its prior
 * @param quadratic what heads with a variance of each class take off for the query's distance from
 *     the centre; 0 where all classes share it, since it changes no difference
 */
public record ScoreParts(String label, double linear, double bias, double quadratic) {
  /** Returns the score, log-odds up to what all classes share. */
  public double score() {
    return linear + bias + quadratic;
  }
}
