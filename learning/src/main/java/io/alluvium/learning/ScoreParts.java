package io.alluvium.learning;

/**
 * What the score of a class is made of: {@code score = linear + bias + quadratic + prior}, added in
 * this order, to the last bit.
 *
 * @param label the class
 * @param linear what the query and the weights of the class make together
 * @param bias what the class has before any query: its distance from the centre
 * @param quadratic what heads with a variance of each class take off for the query's distance from
 *     the centre; 0 where all classes share it, since it changes no difference
 * @param prior what the class owes to how often it occurs; 0 without a class prior
 */
public record ScoreParts(String label, double linear, double bias, double quadratic, double prior) {
  /** Makes the parts of a score without a class prior. */
  public ScoreParts(String label, double linear, double bias, double quadratic) {
    this(label, linear, bias, quadratic, 0);
  }

  /** Returns the same with what the class owes to how often it occurs. */
  ScoreParts withPrior(double owed) {
    return new ScoreParts(label, linear, bias, quadratic, owed);
  }

  /** Returns the score, log-odds up to what all classes share. */
  public double score() {
    return linear + bias + quadratic + prior;
  }
}
