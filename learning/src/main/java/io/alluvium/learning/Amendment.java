package io.alluvium.learning;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a command does to the sums: first whole classes move, then single samples change.
 *
 * @param moves classes by the class that all their samples move to
 * @param changes changes of single samples, in their order
 */
public record Amendment(Map<String, String> moves, List<LabelChange> changes) {
  /** Changes nothing: what is left is a solve at once. */
  public static final Amendment NONE = new Amendment(Map.of(), List.of());

  /**
   * Copies both.
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
    return new Amendment(Map.of(), changes);
  }

  /** Returns an amendment that moves all samples of a class to another. */
  public static Amendment moving(String from, String to) {
    return new Amendment(Map.of(from, to), List.of());
  }
}
