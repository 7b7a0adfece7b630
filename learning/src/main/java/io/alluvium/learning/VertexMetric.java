package io.alluvium.learning;

/**
 * Cosine to the vertex of a class, over that of its mean to the vertex: samples of the class score
 * on average what they do against their mean, so classes with and without vertices can be compared.
 * A class without a vertex is its mean.
 */
final class VertexMetric implements Metric {
  private final SimplexAssignment assignment;
  private final double leastCosine;
  private final CosineMetric cosine = new CosineMetric();

  /**
   * Takes vertices.
   *
   * @param leastCosine what the cosine of a mean to its vertex counts as where it is less, above 0
   */
  VertexMetric(SimplexAssignment assignment, double leastCosine) {
    this.assignment = assignment;
    this.leastCosine = leastCosine;
  }

  @Override
  public double place(String label, ClassSums sums, double[] weights) {
    Integer vertex = assignment.vertices().get(label);
    if (vertex == null) {
      return cosine.place(label, sums, weights);
    }
    Simplex simplex = assignment.simplex();
    double[] mean = sums.offsetFrom(new double[sums.dim()]);
    double length = 1 / Math.max(simplex.cosines(mean)[vertex], leastCosine);
    double[] direction = simplex.vertex(vertex);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = length * direction[i];
    }
    return 0;
  }

  @Override
  public double factor(Embedding query) {
    return cosine.factor(query);
  }
}
