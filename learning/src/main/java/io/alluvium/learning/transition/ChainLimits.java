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

  /**
   * Returns why relearning or backfill is due for what a map carries; empty where it is not.
   *
   * @param transition the map, which may be composed of several
   */
  public Optional<String> due(Transition transition) {
    return due(transition.hops(), transition.residualShare());
  }

  /** As {@link #due(Transition)}, of what was carried over at least two changes. */
  public Optional<String> due(Carried carried) {
    return carried.hops() < 2 ? Optional.empty() : due(carried.hops(), carried.residualShare());
  }

  private Optional<String> due(int hops, double residualShare) {
    if (hops > maxHops) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "what was learnt was carried over %d changes of the encoder, the limit is %d: relearn"
                  + " or embed the history again",
              hops,
              maxHops));
    }
    return residualShare > maxResidualShare
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the maps leave %.2f of the variance unexplained, the limit is %.2f: relearn or"
                    + " embed the history again",
                residualShare,
                maxResidualShare))
        : Optional.empty();
  }
}
