package io.alluvium.learning;

/**
 * The closest of those offered, at most so many; of equally close ones, those offered first.
 * Mutable, for one thread.
 */
final class Nearest {
  /** Takes one of the closest. */
  @FunctionalInterface
  interface Visitor {
    /** Takes how close it is and the class it is of. */
    void visit(double closeness, int group);
  }

  private final double[] closeness;
  private final int[] groups;
  private int size;

  Nearest(int most) {
    closeness = new double[most];
    groups = new int[most];
  }

  void offer(double value, int group) {
    if (size == closeness.length && !(value > closeness[size - 1])) {
      return;
    }
    int at = size < closeness.length ? size++ : size - 1;
    while (at > 0 && value > closeness[at - 1]) {
      closeness[at] = closeness[at - 1];
      groups[at] = groups[at - 1];
      at--;
    }
    closeness[at] = value;
    groups[at] = group;
  }

  /** Returns how close the closest is; 0 if none was offered. */
  double closest() {
    return closeness[0];
  }

  /** Returns how close the last of them is; 0 if none was offered. */
  double last() {
    return closeness[Math.max(0, size - 1)];
  }

  /** Visits the closest first. */
  void forEach(Visitor visitor) {
    for (int i = 0; i < size; i++) {
      visitor.visit(closeness[i], groups[i]);
    }
  }
}
