package io.alluvium.learning;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a command does to the sums, in this order: whole classes move, single samples change, the
 * samples of other statistics are added, those of others are taken away.
 *
 * @param moves classes by the class that all their samples move to
 * @param changes changes of single samples, in their order
 * @param added what is added as a whole, of the same space; not changed by anybody any more
 * @param removed what is taken away as a whole, having been added before; likewise
 */
public record Amendment(
    Map<String, String> moves,
    List<LabelChange> changes,
    Optional<SufficientStatistics> added,
    Optional<SufficientStatistics> removed) {
  /** Changes nothing: what is left is a solve at once. */
  public static final Amendment NONE = of(List.of());

  /**
   * Copies maps and lists.
   *
   * @throws IllegalArgumentException if a class moves to itself
   */
  public Amendment {
    moves = Collections.unmodifiableSortedMap(new TreeMap<>(moves));
    changes = List.copyOf(changes);
    moves.forEach((from, to) -> {
      if (from.equals(to)) {
        throw new IllegalArgumentException("class '" + from + "' cannot move to itself");
      }
    });
  }

  /** Returns an amendment of single samples. */
  public static Amendment of(List<LabelChange> changes) {
    return new Amendment(Map.of(), changes, Optional.empty(), Optional.empty());
  }

  /** Returns an amendment that moves all samples of a class to another. */
  public static Amendment moving(String from, String to) {
    return new Amendment(Map.of(from, to), List.of(), Optional.empty(), Optional.empty());
  }

  /** Returns an amendment that adds the samples of other statistics. */
  public static Amendment adding(SufficientStatistics added) {
    return new Amendment(Map.of(), List.of(), Optional.of(added), Optional.empty());
  }

  /** Returns the same amendment that takes away the samples of other statistics as well. */
  public Amendment removing(SufficientStatistics statistics) {
    return new Amendment(moves, changes, added, Optional.of(statistics));
  }
}
