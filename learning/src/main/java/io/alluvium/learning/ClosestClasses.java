package io.alluvium.learning;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the two classes whose means are closest. */
final class ClosestClasses {
  private ClosestClasses() {}

  /**
   * Returns the closest pair among the classes with most samples; of pairs equally close the first
   * in the order of labels.
   *
   * @param unit length of a normalised vector of norm 1
   * @param most greatest number of classes that are looked at
   */
  static Optional<ModelHealth.Pair> among(
      SufficientStatistics statistics, ClassMeans means, double unit, int most) {
    int dim = statistics.space().dim();
    List<String> labels = List.copyOf(statistics.labels());
    int[] largest =
        IntStream.range(0, means.count())
            .boxed()
            .sorted(Comparator.comparingLong(c -> -means.samples(c)))
            .limit(most)
            .sorted()
            .mapToInt(c -> c)
            .toArray();
    double least = Double.POSITIVE_INFINITY;
    Optional<ModelHealth.Pair> closest = Optional.empty();
    for (int a = 0; a < largest.length; a++) {
      for (int b = a + 1; b < largest.length; b++) {
        double square = square(means.means(), largest[a] * dim, largest[b] * dim, dim);
        if (square < least) {
          least = square;
          closest =
              Optional.of(
                  new ModelHealth.Pair(
                      labels.get(largest[a]), labels.get(largest[b]), Math.sqrt(square) / unit));
        }
      }
    }
    return closest;
  }

  private static double square(double[] rows, int a, int b, int dim) {
    double square = 0;
    for (int i = 0; i < dim; i++) {
      double difference = rows[a + i] - rows[b + i];
      square += difference * difference;
    }
    return square;
  }
}
