package io.alluvium.learning;

/**
 * Nearest class mean by cosine: {@code score_c = 16 cos(q, mu_c)}.
 *
 * <p>The safest head where classes have fewer than ten samples, and what the others fall back to.
 * Knows no prior.
 *
 * <p>Source: Mensink, Verbeek, Perronnin and Csurka, "Distance-based image classification:
 * generalizing to new classes at near-zero cost", TPAMI 2013. Departs from it: cosine instead of
 * Euclidean distance, as is usual for embeddings of unit norm.
 */
final class NearestClassMean implements Head {
  @Override
  public String name() {
    return "ncm";
  }

  @Override
  public Scorer fit(Evidence evidence) {
    return MetricScorer.of(evidence.statistics(), new CosineMetric());
  }
}
