package io.alluvium.training;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Simplex;
import io.alluvium.learning.SimplexAssignment;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gives the classes of a training their vertices. */
final class ClassVertices {
  /** Any vertex will do: the adapter is trained to bring the class there. */
  private static final double ANY = -1;

  private ClassVertices() {}

  /**
   * Returns vertices for all classes that are trained on. A class that has one keeps it; the others
   * take those that are free and nearest to where their means are, so that there is little to move.
   *
   * @param kept vertices of a training before
   * @throws EvaluationException if there are more classes than vertices, or those kept are of
   *     another dimension
   */
  static SimplexAssignment assigned(TrainingSet set, Optional<SimplexAssignment> kept) {
    Simplex simplex = new Simplex(set.space().dim());
    SimplexAssignment before = kept.orElse(SimplexAssignment.none(simplex));
    if (!before.simplex().equals(simplex)) {
      throw new EvaluationException(
          "the vertices to keep are of a simplex in "
              + before.simplex().dim()
              + " dimensions, the vectors have "
              + simplex.dim());
    }
    SortedMap<String, double[]> sums = sums(set);
    Set<String> classes = new TreeSet<>(sums.keySet());
    classes.addAll(before.vertices().keySet());
    if (classes.size() > simplex.count()) {
      throw new EvaluationException(
          "there are "
              + classes.size()
              + " classes, but a simplex in "
              + simplex.dim()
              + " dimensions has "
              + simplex.count()
              + " vertices: take --loss contrastive, or an encoder with more dimensions");
    }
    return before.with(sums.keySet(), label -> Objects.requireNonNull(sums.get(label)), ANY);
  }

  private static SortedMap<String, double[]> sums(TrainingSet set) {
    SortedMap<String, double[]> sums = new TreeMap<>();
    for (Example example : set.training()) {
      double[] sum = sums.computeIfAbsent(example.label(), _ -> new double[set.space().dim()]);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += example.embedding().get(i);
      }
    }
    return sums;
  }
}
