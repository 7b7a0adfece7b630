package io.alluvium.learning.coverage;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.function.DoubleSupplier;

/**
 * The limit of scores for sets that hold the true class as often as promised: classes whose score
 * is at most that are in the set. A score is one less a probability, so 1 at most, and a limit of 1
 * is that of all classes.
 *
 * <p>A miss at such a limit (the class was not known, or the set is bounded) is one that no limit
 * would have prevented, so it moves none: else the first labels of many classes would be paid for
 * by sets of every class long after. Mutable, for one thread.
 */
public sealed interface CoverageLimit permits QuantileTracker, AdaptiveQuantile {
  /** Limit of a set that holds every class. */
  double GREATEST = 1;

  /** Returns the limit. */
  double limit();

  /**
   * Takes up a label.
   *
   * @param score of the true class, in [0, 1]; asked for only where it counts
   * @param missed whether the set that was served had it not
   */
  void add(DoubleSupplier score, boolean missed);

  /**
   * Takes up a label, for sets that hold all classes up to the limit.
   *
   * @param score of the true class
   * @param served the limit when the set was made
   */
  default void add(double score, double served) {
    add(() -> score, score > served);
  }

  /**
   * Goes on from a limit, as far as it says how to go on.
   *
   * @param limit as {@link #limit} was, as it was written
   */
  void resume(double limit);

  /** Writes what the limit does not say. */
  void save(StateWriter state);

  /**
   * Goes on with what the limit does not say: nothing where nothing was written; passes over what
   * only the other kind needs.
   *
   * @throws IllegalArgumentException if the numbers cannot have been written
   */
  void load(StateReader state);
}
