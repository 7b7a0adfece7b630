package io.alluvium.learning.novelty;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.internal.Matrices;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Samples of no known class that belong together, for somebody to name.
 *
 * @param members the samples, nearest to their middle first
 * @param cohesion mean cosine of the samples to their middle, in [-1, 1]
 * @param relations how near the middle is to each known class: a softmax over the nearest of them
 */
public record CandidateClass(
    List<Unknown> members, double cohesion, Map<String, Double> relations) {
  /** Copies list and map. */
  public CandidateClass {
    members = List.copyOf(members);
    relations = Map.copyOf(relations);
  }

  /** Returns whether the middle of other samples, at least one, points the same way. */
  public boolean isSame(Collection<Embedding> others) {
    double[] middle = SphericalMeans.middle(members.stream().map(Unknown::direction).toList());
    double[] other =
        SphericalMeans.middle(
            others.stream().map(one -> SphericalMeans.direction(one.toPoint())).toList());
    return Matrices.dot(middle, other) >= SphericalMeans.ONE_GROUP;
  }
}
