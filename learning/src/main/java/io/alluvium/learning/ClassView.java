package io.alluvium.learning;

import java.util.Optional;
import java.util.SortedSet;

/** The sums of each class, to be read. */
public interface ClassView {
  /** Returns the space all samples are of. */
  Space space();

  /** Returns a view of the labels that have samples, in the order of {@link LabelOrder}. */
  SortedSet<String> labels();

  /** Returns the sums of a class, or empty if it has no samples. */
  Optional<ClassSums> classSums(String label);
}
