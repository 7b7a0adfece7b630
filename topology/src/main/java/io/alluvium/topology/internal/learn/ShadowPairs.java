package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Space;
import io.alluvium.learning.transition.Fold;
import io.alluvium.learning.transition.Pair;
import io.alluvium.learning.transition.PairReservoir;
import io.alluvium.learning.transition.ShadowMoments;
import io.alluvium.learning.transition.TransitionFit;
import io.alluvium.stores.ShadowView;
import io.alluvium.stores.TransitionStore;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The samples that two encoders have seen: they themselves in a store, so that each can be taken
 * back, and their moments on the heap, which follow from them. Not thread-safe.
 */
final class ShadowPairs {
  /** Pairs that were answered with a class before it counts as covered. */
  static final int COVERING = 5;

  private final TransitionStore store;
  private final ShadowMoments moments;
  private final Map<String, Integer> answered = new HashMap<>();

  /**
   * Adds up what the store holds.
   *
   * @throws IllegalArgumentException if both spaces are the same, or too large together
   */
  ShadowPairs(TransitionStore store, Space from, Space to) {
    this.store = store;
    this.moments = new ShadowMoments(from, to);
    store.forEachView(this::count);
  }

  private void count(String id, ShadowView view) {
    moments.add(pair(id, view));
    view.answered().ifPresent(label -> answered.merge(label, 1, Integer::sum));
  }

  private static Pair pair(String id, ShadowView view) {
    return new Pair(id, view.from(), view.to());
  }

  /** Returns whether a pair can be added: both vectors are of their spaces. */
  boolean allows(ShadowView view) {
    return moments.from().allows(view.from()) && moments.to().allows(view.to());
  }

  /** Adds the pair of a sample that has none yet. */
  void add(String id, ShadowView view) {
    store.put(id, view);
    count(id, view);
  }

  /** Takes back the pairs of samples that are forgotten; returns how many there were. */
  int remove(Forgotten forgotten) {
    Map<String, ShadowView> found = found(forgotten);
    found.forEach((id, view) -> {
      store.delete(id);
      moments.subtract(pair(id, view));
      view.answered().ifPresent(label -> answered.merge(label, -1, Integer::sum));
    });
    if (!found.isEmpty()) {
      store.erase();
    }
    return found.size();
  }

  private Map<String, ShadowView> found(Forgotten forgotten) {
    Map<String, ShadowView> found = new TreeMap<>();
    if (!forgotten.isNothing()) {
      store.forEachView((id, view) -> {
        if (forgotten.has(id, view)) {
          found.put(id, view);
        }
      });
    }
    return found;
  }

  /** Returns whether a fit had as many pairs as it needs, without those that are forgotten. */
  boolean canBeFittedWithout(Forgotten forgotten) {
    Map<Fold, Long> left = new EnumMap<>(Fold.class);
    for (Fold fold : Fold.values()) {
      left.put(fold, moments.samples(fold));
    }
    found(forgotten).keySet().forEach(id -> left.merge(Fold.of(id), -1L, Long::sum));
    return left.values().stream().allMatch(pairs -> pairs >= TransitionFit.LEAST_SAMPLES);
  }

  long size() {
    return moments.samples();
  }

  /** Returns whether both parts have as many pairs as a fit needs at least. */
  boolean canBeFitted() {
    return moments.samples(Fold.FIT) >= TransitionFit.LEAST_SAMPLES
        && moments.samples(Fold.HOLD) >= TransitionFit.LEAST_SAMPLES;
  }

  /** Returns the share of classes that so many pairs were answered with, in [0, 1]. */
  double coverage(Collection<String> labels) {
    long covered =
        labels.stream().filter(label -> answered.getOrDefault(label, 0) >= COVERING).count();
    return labels.isEmpty() ? 1 : covered / (double) labels.size();
  }

  /** Returns the moments: read only. */
  ShadowMoments moments() {
    return moments;
  }

  /** Returns some of the pairs held out, as good as drawn at random. */
  List<Pair> heldOut() {
    PairReservoir reservoir = new PairReservoir(PairReservoir.DEFAULT_CAPACITY);
    store.forEachView((id, view) -> reservoir.offer(pair(id, view)));
    return reservoir.pairs();
  }
}
