package io.alluvium.learning;

/**
 * A classifier as a read-time view of exact sums: fits a {@link Scorer} to {@link Evidence} and
 * never writes anything back.
 *
 * <p>Pure: equal evidence gives scorers whose decisions are equal bit for bit, on any CPU. Safe for
 * any thread.
 */
public interface Head {
  /**
   * Returns the name, as {@link Heads#named} knows it; {@code auto} has that of what it stands for.
   */
  String name();

  /** Returns what it is fitted from in a space, beyond the sums of the space itself. */
  default Demands demands(Space space) {
    return Demands.NONE;
  }

  /**
   * Returns whether a fit costs no more than a copy of what it is made from: then a learner makes
   * one every few labels and does not wait for it.
   *
   * @param evidence what would be fitted, with what is demanded
   */
  default boolean fitsByCopying(Evidence evidence) {
    return false;
  }

  /**
   * Fits a scorer to the evidence, which is read and not kept.
   *
   * @param evidence of any number of classes, with what is demanded; with none, the scorer knows no
   *     class
   */
  Scorer fit(Evidence evidence);
}
