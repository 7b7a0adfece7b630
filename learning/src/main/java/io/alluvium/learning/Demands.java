package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * What a head is fitted from beyond the sums of the space itself, which are always there.
 *
 * @param features maps whose features must be summed as well; each costs its square in memory and
 *     for each label
 * @param exemplars whether the labelled samples themselves must be at hand
 */
public record Demands(List<FeatureMap> features, boolean exemplars) {
  /** Nothing else. */
  public static final Demands NONE = new Demands(List.of(), false);

  /** Copies the list. */
  public Demands {
    features = List.copyOf(features);
  }

  /** Returns the demand for the features of a map. */
  public static Demands of(FeatureMap map) {
    return new Demands(List.of(map), false);
  }

  /** Returns these demands and others. */
  public Demands and(Demands others) {
    List<FeatureMap> all = new ArrayList<>(features);
    for (FeatureMap other : others.features) {
      if (all.stream().noneMatch(map -> map.space().equals(other.space()))) {
        all.add(other);
      }
    }
    return new Demands(all, exemplars || others.exemplars);
  }

  /** Returns what several heads demand in a space. */
  static Demands ofAll(List<Head> heads, Space space) {
    return heads.stream().map(head -> head.demands(space)).reduce(NONE, Demands::and);
  }

  /** Returns the demand for the labelled samples. */
  public static Demands ofExemplars() {
    return new Demands(List.of(), true);
  }
}
