package io.alluvium.learning;

import java.util.Arrays;

/** The group of each class under a {@link Metric}. Immutable. */
final class ClassGroups {
  private final int[] groups;
  private final int lowest;
  private final int highest;

  ClassGroups(int[] groups) {
    this.groups = groups.clone();
    this.lowest = Arrays.stream(groups).min().orElse(0);
    this.highest = Arrays.stream(groups).max().orElse(0);
  }

  /** Returns the group of the class at an index. */
  int of(int index) {
    return groups[index];
  }

  /** Returns whether there is more than one group. */
  boolean mixed() {
    return lowest < highest;
  }

  /** Returns the lowest group of any class, 0 if there is none. */
  int lowest() {
    return lowest;
  }

  /** Returns the highest group of any class, 0 if there is none. */
  int highest() {
    return highest;
  }
}
