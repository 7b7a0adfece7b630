package io.alluvium.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alluvium.learning.Simplex;
import io.alluvium.learning.SimplexAssignment;
import java.util.Optional;

/**
 * Draws the vectors of each class to its vertex of a fixed simplex and away from all others, those
 * that no class has yet among them: the mean negative logarithm of the softmax, over all vertices,
 * that its own gets.
 *
 * <p>Since the vertices never move, two trainings that give a class the same one give
 * representations that can be compared without a map.
 *
 * <p>Source: Pernici, Bruni, Baecchi and Del Bimbo, "Regular polytope networks", IEEE TNNLS 2021;
 * Biondi, Pernici, Bruni and Del Bimbo, "CoReS: compatible representations via stationarity", TPAMI
 * 2023. Departs from them: rows are of unit norm, so what is scaled is the cosine.
 *
 * @param temperature divides the cosines, above 0
 * @param vertices of every class that occurs
 */
record SimplexCrossEntropy(double temperature, SimplexAssignment vertices) implements ClassLoss {

  @Override
  public NDArray of(NDArray adapted, Batch batch, NDManager manager) {
    NDArray logs = Constants.over(cosines(adapted), temperature).logSoftmax(1);
    Shape shape = new Shape(batch.size(), vertices.simplex().count());
    return logs.mul(manager.create(targets(batch), shape)).sum().neg();
  }

  @Override
  public Optional<SimplexAssignment> assignment() {
    return Optional.of(vertices);
  }

  /** Returns float32[batch, vertices], in the closed form of {@link Simplex#cosines}. */
  private NDArray cosines(NDArray adapted) {
    Simplex simplex = vertices.simplex();
    NDArray sums = adapted.sum(new int[] {1}, true);
    NDArray own = Constants.times(adapted, simplex.own() - simplex.other());
    return own.add(Constants.times(sums, simplex.other()))
        .concat(Constants.times(sums, simplex.last()), 1);
  }

  private float[] targets(Batch batch) {
    int count = vertices.simplex().count();
    float[] targets = new float[batch.size() * count];
    for (int row = 0; row < batch.size(); row++) {
      targets[row * count + vertex(batch.label(row))] = 1f / batch.size();
    }
    return targets;
  }

  private int vertex(String label) {
    Integer vertex = vertices.vertices().get(label);
    if (vertex == null) {
      throw new IllegalStateException("class '" + label + "' has no vertex");
    }
    return vertex;
  }
}
