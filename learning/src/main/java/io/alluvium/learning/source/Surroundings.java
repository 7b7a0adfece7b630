package io.alluvium.learning.source;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.adapt.FrozenClassifier;
import java.util.Optional;

/** What a watch asks for besides the samples that it is shown. */
public interface Surroundings {
  /** Returns the vector of an earlier sample, if it is still there. */
  Optional<Embedding> vector(Seen seen);

  /** Returns the classifier as it answers now, with the geometry of the reference. */
  FrozenClassifier classifier();
}
