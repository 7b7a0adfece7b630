package io.alluvium.learning;

import java.util.Arrays;

/** The group of each class under a {@link Metric}. Immutable. */
final class ClassGroups {
  private final int[] groups;
  private final boolean mixed;

  ClassGroups(int[] groups) {
    this.groups = groups.clone();
    this.mixed = Arrays.stream(groups).distinct().count() > 1;
  }

  /** Returns the group of the class at an index. */
  int of(int index) {
    return groups[index];
  }

  /** Returns whether there is more than one group. */
  boolean mixed() {
    return mixed;
  }
}
