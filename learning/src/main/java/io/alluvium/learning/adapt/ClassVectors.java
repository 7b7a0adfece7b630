package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.LabelOrder;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A vector and a weight for each class that has one, at most as many as may be stored: the classes
 * that come first. Stored by label. Mutable, for one thread.
 */
final class ClassVectors {
  /** Numbers of a class besides its vector: the longest label, and three counts. */
  static final int REST = 36;

  private final ClassGeometry geometry;
  private final int dim;
  private final long most;
  private final SortedMap<Integer, double[]> vectors = new TreeMap<>();
  private final double[] weights;

  /**
   * Starts without vectors.
   *
   * @param maxWords numbers that may be stored
   */
  ClassVectors(ClassGeometry geometry, long maxWords) {
    this.geometry = geometry;
    this.dim = geometry.space().dim();
    this.most = maxWords / (dim + REST);
    this.weights = new double[geometry.classes()];
  }

  /** Returns whether a class has a vector, or there is room for one. */
  boolean admits(int c) {
    return vectors.containsKey(c) || vectors.size() < most;
  }

  double weight(int c) {
    return weights[c];
  }

  /** Returns the sum of all weights. */
  double total() {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    return total;
  }

  void weigh(int c, double weight) {
    weights[c] = weight;
  }

  /** Returns the vector of a class that has one or may have one, to be changed in place. */
  double[] vector(int c) {
    return vectors.computeIfAbsent(c, number -> new double[dim]);
  }

  /** Adds a multiple of the vector of a class, if it has one. */
  void addTo(double[] target, int c, double times) {
    double[] vector = vectors.get(c);
    if (vector != null) {
      Points.add(target, vector, times);
    }
  }

  void clear() {
    vectors.clear();
    Arrays.fill(weights, 0);
  }

  void save(StateWriter state) {
    state.put((long) vectors.size());
    vectors.forEach((c, vector) -> state.put(geometry.labels().get(c)).put(weights[c]).put(vector));
  }

  /** Goes on with the classes that there still are. */
  void load(StateReader state) {
    clear();
    for (long left = state.nextLong(Integer.MAX_VALUE); left > 0; left--) {
      int c = number(geometry, state.nextText());
      double weight = state.nextDouble();
      double[] vector = state.nextDoubles(dim);
      if (c >= 0) {
        vectors.put(c, vector);
        weights[c] = weight;
      }
    }
  }

  /** Returns the number of a class; below 0 if there is none of that label. */
  static int number(ClassGeometry geometry, String label) {
    return Collections.binarySearch(geometry.labels(), label, LabelOrder.ASCENDING);
  }
}
