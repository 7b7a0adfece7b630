package io.alluvium.stores;

import io.alluvium.learning.HeadScore;
import io.alluvium.learning.Serving;
import io.alluvium.learning.SpaceId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of the heads of a learner besides what they are fitted from.
 *
 * @param promoted the head that a command chose to answer; empty where it is the one configured
 * @param derived spaces of the features whose sums are kept, in ascending order
 * @param scores how often each head was right, by name
 */
public record Panel(
    Optional<Serving> promoted, List<SpaceId> derived, Map<String, HeadScore> scores) {
  /** One head, of sums, that was never scored. */
  public static final Panel PLAIN = new Panel(Optional.empty(), List.of(), Map.of());

  /** Copies list and map, in ascending order. */
  public Panel {
    derived = derived.stream().sorted().toList();
    scores = Collections.unmodifiableMap(new TreeMap<>(scores));
  }
}
