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
 * @param addedSamples by how many labelled samples the added outnumber the removed
 * @param isWhole whether what heads demand beyond the sums of what is added and taken away is among
 *     the changes: {@link LabelChange.Reach#BEYOND_SUMS}
 */
public record Amendment(
    Map<String, String> moves,
    List<LabelChange> changes,
    Optional<SufficientStatistics> added,
    Optional<SufficientStatistics> removed,
    long addedSamples,
    boolean isWhole) {
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
    return new Amendment(Map.of(), changes, Optional.empty(), Optional.empty(), 0, false);
  }

  /** Returns an amendment that moves all samples of a class to another. */
  public static Amendment moving(String from, String to) {
    return new Amendment(Map.of(from, to), List.of(), Optional.empty(), Optional.empty(), 0, false);
  }

  /** Returns an amendment that adds other statistics, of so many labelled samples. */
  public static Amendment adding(SufficientStatistics added, long samples) {
    return new Amendment(Map.of(), List.of(), Optional.of(added), Optional.empty(), samples, false);
  }

  /**
   * Returns an amendment that adds other statistics with what heads demand beyond them.
   *
   * @param beyond how the samples of it that are at hand enter, {@link
   *     LabelChange.Reach#BEYOND_SUMS}
   */
  public static Amendment adding(SufficientStatistics added, List<LabelChange> beyond) {
    return new Amendment(
        Map.of(), beyond, Optional.of(added), Optional.empty(), added.samples(), true);
  }

  /** Returns the same amendment that takes away other statistics as well, of so many samples. */
  public Amendment removing(SufficientStatistics statistics, long samples) {
    return new Amendment(
        moves, changes, added, Optional.of(statistics), addedSamples - samples, false);
  }
}
