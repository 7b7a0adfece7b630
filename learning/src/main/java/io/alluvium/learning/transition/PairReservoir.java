package io.alluvium.learning.transition;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A few held-out pairs, as good as drawn at random: of all that were offered, those whose ids have
 * the smallest hashes. What is kept is a function of the set of pairs offered, in whatever order
 * and however split and merged.
 *
 * <p>A pair that is taken out while the reservoir is full leaves a place that only pairs offered
 * before could fill, so nothing can be taken out: who must forget a sample makes the reservoir anew
 * from the pairs at hand. Mutable, for one thread.
 *
 * <p>Source: bottom-k sampling, Cohen and Kaplan, "Summarizing data using bottom-k sketches", PODC
 * 2007.
 */
public final class PairReservoir {
  /** Number of pairs kept where not said otherwise. */
  public static final int DEFAULT_CAPACITY = 256;

  private record Place(long rank, String sampleId) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Long.compareUnsigned(rank, other.rank);
      return order != 0 ? order : sampleId.compareTo(other.sampleId);
    }
  }

  private final int capacity;
  private final NavigableMap<Place, Pair> pairs = new TreeMap<>();

  /**
   * Creates an empty reservoir.
   *
   * @throws IllegalArgumentException if the capacity is below 1
   */
  public PairReservoir(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "capacity of the reservoir is " + capacity + ", expected at least 1");
    }
    this.capacity = capacity;
  }

  /** Offers a pair; one that is not of {@link Fold#HOLD} is passed over. */
  public void offer(Pair pair) {
    if (Fold.of(pair.sampleId()) == Fold.HOLD) {
      pairs.put(new Place(Fold.rank(pair.sampleId()), pair.sampleId()), pair);
      if (pairs.size() > capacity) {
        pairs.pollLastEntry();
      }
    }
  }

  /** Offers all that another reservoir has kept. */
  public void merge(PairReservoir other) {
    other.pairs.values().forEach(this::offer);
  }

  /** Returns what is kept, in an order that the ids decide. */
  public List<Pair> pairs() {
    return List.copyOf(pairs.values());
  }
}
