package io.alluvium.learning;

/**
 * Cosine to the mean of a class, as log-odds at temperature 1/16: {@code 16 cos(q, s_c)}. A vector
 * without direction has cosine 0 to everything.
 */
final class CosineMetric implements Metric {
  static final double INVERSE_TEMPERATURE = 16;

  @Override
  public double place(String label, ClassSums sums, double[] weights) {
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = sums.sum(i);
      squares += weights[i] * weights[i];
    }
    double norm = squares == 0 ? 1 : Math.sqrt(squares);
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= norm;
    }
    return 0;
  }

  @Override
  public double factor(Embedding query) {
    long squares = 0;
    for (short value : query.values()) {
      squares += value * value;
    }
    return squares == 0 ? 0 : INVERSE_TEMPERATURE / Math.sqrt((double) squares);
  }
}
