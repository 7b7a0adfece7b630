package io.alluvium.training;

import io.alluvium.evaluation.embedding.Example;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One vector for each old class: its mean, and where it has moved since. Mutable. */
final class Prototypes {
  private final float[] means;
  private final float[] now;

  private Prototypes(float[] means) {
    this.means = means;
    this.now = means.clone();
  }

  /** Returns the unit means of the classes of some vectors, ascending by label. */
  static Prototypes of(List<Example> old, int dim) {
    Map<String, List<Example>> classes =
        old.stream()
            .collect(Collectors.groupingBy(Example::label, TreeMap::new, Collectors.toList()));
    float[] means = new float[classes.size() * dim];
    int row = 0;
    for (List<Example> one : classes.values()) {
      double[] sum = new double[dim];
      for (Example example : one) {
        double[] point = example.embedding().toPoint();
        for (int i = 0; i < dim; i++) {
          sum[i] += point[i];
        }
      }
      double squares = 0;
      for (double value : sum) {
        squares += value * value;
      }
      double norm = Math.max(Math.sqrt(squares), 1);
      for (int i = 0; i < dim; i++) {
        means[row * dim + i] = (float) (sum[i] / norm);
      }
      row++;
    }
    return new Prototypes(means);
  }

  boolean isEmpty() {
    return means.length == 0;
  }

  /** Returns the means themselves: float32[classes * dim], row by row. */
  float[] means() {
    return means;
  }

  /** Returns the prototypes themselves, in the same form. */
  float[] now() {
    return now;
  }

  /** Adds an update: none, or one array. */
  void add(List<float[]> update) {
    for (float[] added : update) {
      for (int i = 0; i < now.length; i++) {
        now[i] += added[i];
      }
    }
  }
}
