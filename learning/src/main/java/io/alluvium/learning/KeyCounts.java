package io.alluvium.learning;

/**
 * How probable it is for a class to hit each key, as logarithms: {@code log((n_hk + 1/4) / (n +
 * K/4))} for key {@code k} of projection {@code h}. Projections look at the same vector and repeat
 * each other, so their product is taken to the power of {@value #INDEPENDENCE}. Immutable.
 */
final class KeyCounts {
  private static final double PSEUDO_COUNT = 0.25;
  private static final double INDEPENDENCE = 0.25;

  private final String label;
  private final int keys;
  private final double[] logOdds;

  private KeyCounts(String label, int keys) {
    this.label = label;
    this.keys = keys;
    this.logOdds = new double[Codebook.HEADS * keys];
  }

  /** Counts the samples of a class. */
  static KeyCounts of(String label, Codebook codebook, Exemplars exemplars) {
    KeyCounts result = new KeyCounts(label, codebook.keys());
    long total = 0;
    for (Exemplar exemplar : exemplars.of(label)) {
      int[] hits = codebook.hits(exemplar.embedding());
      total += exemplar.weight();
      for (int head = 0; head < hits.length; head++) {
        result.logOdds[head * result.keys + hits[head]] += exemplar.weight();
      }
    }
    for (int at = 0; at < result.logOdds.length; at++) {
      double share = (result.logOdds[at] + PSEUDO_COUNT) / (total + PSEUDO_COUNT * result.keys);
      result.logOdds[at] = INDEPENDENCE * StrictMath.log(share);
    }
    return result;
  }

  String label() {
    return label;
  }

  /** Returns the score of a query that hits these keys. */
  double score(int[] hits) {
    double score = 0;
    for (int head = 0; head < hits.length; head++) {
      score += logOdds[head * keys + hits[head]];
    }
    return score;
  }
}
