package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Assigns queries of a window together: {@code z_i <- softmax(log p_i + sum_j w_ij z_j)}, repeated,
 * where {@code p_i} is what another scorer says of query {@code i} and {@code w_ij} joins it to
 * those of the window that are nearest to it. Immutable.
 */
final class TransductiveScorer implements Scorer {
  /** Number of queries that are assigned together. */
  static final int WINDOW = 64;

  private static final int NEIGHBOURS = 3;
  private static final int SWEEPS = 10;
  private static final double STRENGTH = 1;

  /** Queries that are less alike than this have nothing to do with each other. */
  private static final double LEAST_COSINE = 0.5;

  private final Scorer scorer;

  TransductiveScorer(Scorer scorer) {
    this.scorer = scorer;
  }

  @Override
  public List<String> labels() {
    return scorer.labels();
  }

  @Override
  public double[] scores(Embedding query) {
    return scorer.scores(query);
  }

  @Override
  public int window() {
    return WINDOW;
  }

  @Override
  public List<Decision> decide(List<Embedding> queries, int topK) {
    List<double[]> alone = queries.stream().map(scorer::scores).toList();
    double[][] affinity = affinity(queries);
    List<double[]> scores = alone;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      List<double[]> assigned = scores.stream().map(Ranking::probabilities).toList();
      scores = pulled(alone, affinity, assigned);
    }
    return scores.stream().map(each -> Ranking.decide(labels(), each, topK)).toList();
  }

  private static List<double[]> pulled(
      List<double[]> alone, double[][] affinity, List<double[]> assigned) {
    List<double[]> scores = new ArrayList<>(alone.size());
    for (int i = 0; i < alone.size(); i++) {
      double[] own = alone.get(i).clone();
      for (int j = 0; j < alone.size(); j++) {
        for (int c = 0; c < own.length && affinity[i][j] > 0; c++) {
          own[c] += STRENGTH * affinity[i][j] * assigned.get(j)[c];
        }
      }
      scores.add(own);
    }
    return scores;
  }

  /** Cosines to the nearest of the other queries, 0 to all others. */
  private static double[][] affinity(List<Embedding> queries) {
    double[][] affinity = new double[queries.size()][queries.size()];
    for (int i = 0; i < affinity.length; i++) {
      Nearest nearest = new Nearest(NEIGHBOURS);
      for (int j = 0; j < affinity.length; j++) {
        double cosine = queries.get(i).cosine(queries.get(j));
        if (j != i && cosine >= LEAST_COSINE) {
          nearest.offer(cosine, j);
        }
      }
      double[] row = affinity[i];
      nearest.forEach((cosine, j) -> row[j] = cosine);
    }
    return affinity;
  }

  @Override
  public TransductiveScorer refreshed(Evidence now, Set<String> changed) {
    return new TransductiveScorer(scorer.refreshed(now, changed));
  }
}
