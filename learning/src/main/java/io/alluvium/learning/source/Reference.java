package io.alluvium.learning.source;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.LabelOrder;
import io.alluvium.learning.drift.SurpriseModel;
import java.util.Collections;
import java.util.Optional;

/**
 * What sources are compared with: the geometry of the solve in effect, and how unusual samples are
 * that it does not rest on.
 *
 * @param generation number of the solve among those that had a geometry: what is known of a source
 *     in the coordinates of one generation means nothing in those of another
 * @param geometry where the classes lay
 * @param surprise empty while there are too few samples to calibrate by
 */
public record Reference(long generation, ClassGeometry geometry, Optional<SurpriseModel> surprise) {

  /** Returns the number of a class; one more than the greatest if it is newer than the solve. */
  public int number(String label) {
    int found = Collections.binarySearch(geometry.labels(), label, LabelOrder.ASCENDING);
    return found < 0 ? geometry.classes() : found;
  }

  /** Returns how many numbers there are. */
  int numbers() {
    return geometry.classes() + 1;
  }
}
