package io.alluvium.learning;

import java.util.Arrays;
import java.util.List;

/**
 * Fixed keys: in each of {@value #HEADS} random projections to {@value #WIDTH} dimensions, up to
 * {@value #KEYS} points, of which a vector hits the nearest in each. Immutable.
 *
 * <p>Keys are the centres of k-means over given embeddings, begun at embeddings spread evenly over
 * them: a function of the embeddings, their order and the seed.
 */
final class Codebook {
  static final int HEADS = 48;
  static final int KEYS = 64;
  private static final int WIDTH = 12;
  private static final int SWEEPS = 5;

  private final WeightRows projections;
  private final int keys;
  private final double[] points;

  private Codebook(WeightRows projections, int keys) {
    this.projections = projections;
    this.keys = keys;
    this.points = new double[HEADS * keys * WIDTH];
  }

  /** Makes the keys from at least one embedding. */
  static Codebook of(Space space, List<Embedding> warm, long seed) {
    SeededNumbers numbers = new SeededNumbers(seed);
    WeightRows.Builder rows = new WeightRows.Builder(space, HEADS * WIDTH);
    double[] row = new double[space.dim()];
    for (int r = 0; r < HEADS * WIDTH; r++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = numbers.normal() / space.usualNorm();
      }
      rows.add(row, 0);
    }
    Codebook codebook = new Codebook(rows.build(), Math.min(KEYS, warm.size()));
    codebook.fit(warm.stream().map(codebook::projected).toList());
    return codebook;
  }

  /** Returns the number of keys in each projection. */
  int keys() {
    return keys;
  }

  private double[] projected(Embedding embedding) {
    int[] dots = new int[projections.count()];
    Kernels.dots(embedding, projections, dots);
    double[] projected = new double[dots.length];
    for (int r = 0; r < dots.length; r++) {
      projected[r] = projections.score(r, dots[r]);
    }
    return projected;
  }

  private void fit(List<double[]> warm) {
    for (int head = 0; head < HEADS; head++) {
      for (int key = 0; key < keys; key++) {
        double[] first = warm.get((int) ((long) key * warm.size() / keys));
        System.arraycopy(first, head * WIDTH, points, at(head, key), WIDTH);
      }
      for (int sweep = 0; sweep < SWEEPS; sweep++) {
        sweep(warm, head);
      }
    }
  }

  /** Moves each key to the mean of the points that hit it; one that is not hit stays. */
  private void sweep(List<double[]> warm, int head) {
    double[] sums = new double[keys * WIDTH];
    int[] counts = new int[keys];
    for (double[] point : warm) {
      int key = nearest(point, head);
      counts[key]++;
      for (int i = 0; i < WIDTH; i++) {
        sums[key * WIDTH + i] += point[head * WIDTH + i];
      }
    }
    for (int key = 0; key < keys; key++) {
      for (int i = 0; i < WIDTH && counts[key] > 0; i++) {
        points[at(head, key) + i] = sums[key * WIDTH + i] / counts[key];
      }
    }
  }

  private int at(int head, int key) {
    return (head * keys + key) * WIDTH;
  }

  private int nearest(double[] point, int head) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int key = 0; key < keys; key++) {
      double distance = 0;
      int at = at(head, key);
      for (int i = 0; i < WIDTH; i++) {
        double difference = point[head * WIDTH + i] - points[at + i];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = key;
      }
    }
    return best;
  }

  /** Returns the key that is hit in each projection, int32[{@value #HEADS}]. */
  int[] hits(Embedding embedding) {
    double[] projected = projected(embedding);
    int[] hits = new int[HEADS];
    Arrays.setAll(hits, head -> nearest(projected, head));
    return hits;
  }
}
