package io.alluvium.learning;

import java.util.Optional;

/** Cosine to the vertex of a class, and to its mean where it has none. */
final class VertexMetric implements Metric {
  private final SimplexAssignment assignment;
  private final CosineMetric cosine = new CosineMetric();

  VertexMetric(SimplexAssignment assignment) {
    this.assignment = assignment;
  }

  @Override
  public double place(String label, ClassSums sums, double[] weights) {
    Optional<double[]> vertex = assignment.vertexOf(label);
    if (vertex.isEmpty()) {
      return cosine.place(label, sums, weights);
    }
    System.arraycopy(vertex.orElseThrow(), 0, weights, 0, weights.length);
    return 0;
  }

  @Override
  public double factor(Embedding query) {
    return cosine.factor(query);
  }
}
