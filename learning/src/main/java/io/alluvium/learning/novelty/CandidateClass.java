package io.alluvium.learning.novelty;

import java.util.List;
import java.util.Map;

/**
 * Samples of no known class that belong together, for somebody to name.
 *
 * @param exemplars ids of the samples, nearest to their middle first
 * @param cohesion mean cosine of the samples to their middle, in [-1, 1]
 * @param relations how near the middle is to each known class: a softmax over the nearest of them
 */
public record CandidateClass(
    List<String> exemplars, double cohesion, Map<String, Double> relations) {
  /** Copies list and map. */
  public CandidateClass {
    exemplars = List.copyOf(exemplars);
    relations = Map.copyOf(relations);
  }
}
