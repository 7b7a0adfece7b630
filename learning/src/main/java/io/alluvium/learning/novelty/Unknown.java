package io.alluvium.learning.novelty;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.source.Seen;

/**
 * A sample that looks like no known class.
 *
 * @param sample which it is
 * @param embedding its embedding
 */
public record Unknown(Seen sample, Embedding embedding) {
  double[] direction() {
    return SphericalMeans.direction(embedding.toPoint());
  }
}
