package io.alluvium.learning;

/**
 * Nearest vertex of a fixed {@link Simplex} by cosine: the class vectors of a space that was
 * trained towards them, which are the same in every release trained so and need no map between two.
 * A class without a vertex is its mean, as in {@code ncm}: {@code score_c = 16 cos(q, v_c) /
 * cos(mu_c, v_c)}, or {@code 16 cos(q, mu_c)}.
 *
 * <p>Which class has which vertex is read from the class sums at each solve: a class whose mean
 * lies within 45 degrees of a vertex takes it. Vertices are more than 90 degrees apart, so that is
 * never near to two of them; of two classes near the same one the nearer takes it, or of equally
 * near ones that whose label comes first. Between solves a class keeps its vertex, and new ones are
 * means.
 *
 * <p>In a space that was not trained so, no mean lies near a vertex, but by chance where there are
 * few dimensions, and this is {@code ncm}; in spaces of raw numbers, which have no adapters, it
 * always is. A solve costs {@code O(C dim)}, as in {@code ncm}; an update and a prediction cost
 * what they do there. Knows no prior.
 *
 * <p>Source: Pernici, Bruni, Baecchi and Del Bimbo, "Regular polytope networks", IEEE TNNLS 2021;
 * for vertices as what keeps releases compatible Biondi, Pernici, Bruni and Del Bimbo, "CoReS:
 * compatible representations via stationarity", TPAMI 2023. Departs from them: vertices are found
 * again from the means, so that an answer follows from the ledger alone.
 */
final class NearestVertex implements Head {
  /** Cosine of 45 degrees. */
  private static final double NEAR = Math.sqrt(0.5);

  @Override
  public String name() {
    return "simplex";
  }

  @Override
  public Scorer fit(Evidence evidence) {
    SufficientStatistics statistics = evidence.statistics();
    return MetricScorer.of(statistics, new VertexMetric(assignment(statistics), NEAR));
  }

  private static SimplexAssignment assignment(SufficientStatistics statistics) {
    Space space = statistics.space();
    SimplexAssignment none = SimplexAssignment.none(new Simplex(space.dim()));
    return switch (space.normalisation()) {
      case Normalisation.Fixed _ -> none;
      case Normalisation.L2() ->
          none.with(statistics.labels(), label -> mean(statistics, label), NEAR);
    };
  }

  private static double[] mean(SufficientStatistics statistics, String label) {
    ClassSums sums = statistics.classSums(label).orElseThrow();
    return sums.offsetFrom(new double[sums.dim()]);
  }
}
