package io.alluvium.learning.transition;

import java.util.Locale;
import java.util.Optional;

/**
 * How far what was learnt once may be carried.
 *
 * @param maxHops changes of the encoder, at least 1
 * @param maxResidualShare share of the variance of the newest space that the map leaves
 *     unexplained, above 0
 */
public record ChainLimits(int maxHops, double maxResidualShare) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming value and limit
   */
  public ChainLimits {
    if (maxHops < 1) {
      throw new IllegalArgumentException("most hops are " + maxHops + ", expected at least 1");
    }
    if (!(maxResidualShare > 0)) {
      throw new IllegalArgumentException(
          "largest residual share is " + maxResidualShare + ", expected above 0");
    }
  }

  /** Four hops, half of the variance. */
  public static ChainLimits defaults() {
    return new ChainLimits(4, 0.5);
  }

  /** Returns why relearning or backfill is due; empty where it is not. */
  public Optional<String> due(Transition transition) {
    if (transition.hops() > maxHops) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "what was learnt was carried over %d changes of the encoder, the limit is %d: relearn"
                  + " or embed the history again",
              transition.hops(),
              maxHops));
    }
    return transition.residualShare() > maxResidualShare
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the map leaves %.2f of the variance unexplained, the limit is %.2f: relearn or"
                    + " embed the history again",
                transition.residualShare(),
                maxResidualShare))
        : Optional.empty();
  }
}
