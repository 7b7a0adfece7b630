package io.alluvium.topology.internal.sources;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How sure an answer is, as far as that can be said.
 *
 * @param novelty p-value of how novel the sample is, in (0, 1), near 0 where it is; empty while
 *     there is nothing to compare it with
 * @param set the classes that may be true, most probable first; empty where no sets are made
 * @param calibrated calibrated probabilities of the candidates, in their order; empty where none
 *     are given
 */
public record Doubt(
    OptionalDouble novelty, Optional<List<String>> set, Optional<List<Double>> calibrated) {
  /** Nothing can be said. */
  public static final Doubt UNKNOWN =
      new Doubt(OptionalDouble.empty(), Optional.empty(), Optional.empty());
}
