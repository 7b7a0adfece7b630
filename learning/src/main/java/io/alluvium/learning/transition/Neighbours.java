package io.alluvium.learning.transition;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Space;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/** How far a map keeps who is close to whom. */
final class Neighbours {
  /** Closest samples that are looked at. */
  static final int COUNT = 10;

  private Neighbours() {}

  /**
   * Returns the mean share of the closest pairs by new view that are among the closest by moved old
   * view, in [0, 1]; empty where there are hardly more pairs than are looked at.
   */
  static OptionalDouble overlap(Transition transition, List<Pair> pairs) {
    if (pairs.size() < COUNT + 2) {
      return OptionalDouble.empty();
    }
    Space from = transition.from();
    List<Embedding> moved = pairs.stream().map(pair -> transition.map(from, pair.from())).toList();
    List<Embedding> seen = pairs.stream().map(Pair::to).toList();
    int kept = 0;
    for (int i = 0; i < pairs.size(); i++) {
      Set<Integer> closest = closest(seen, i);
      closest.retainAll(closest(moved, i));
      kept += closest.size();
    }
    return OptionalDouble.of(kept / (double) (COUNT * pairs.size()));
  }

  private static Set<Integer> closest(List<Embedding> all, int to) {
    double[] cosines = all.stream().mapToDouble(all.get(to)::cosine).toArray();
    return new HashSet<>(
        IntStream.range(0, cosines.length)
            .filter(i -> i != to)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -cosines[i]))
            .limit(COUNT)
            .toList());
  }
}
