package io.alluvium.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The readings of one figure, in the order they were taken: all positive and finite. Empty where it
 * could not be measured.
 */
record Spread(List<Double> readings) {
  /** Nothing was measured. */
  static final Spread NONE = new Spread(List.of());

  Spread {
    readings = List.copyOf(readings);
    for (double reading : readings) {
      if (!(reading > 0) || Double.isInfinite(reading)) {
        throw new IllegalArgumentException(
            "reading is " + reading + ", expected a finite number above 0");
      }
    }
  }

  static Spread of(double reading) {
    return new Spread(List.of(reading));
  }

  boolean isEmpty() {
    return readings.isEmpty();
  }

  /** Returns the median; the mean of the middle two where their number is even. */
  double median() {
    if (isEmpty()) {
      throw new IllegalStateException("nothing was measured, there is no median");
    }
    List<Double> sorted = readings.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * Returns the ratios of readings that were taken side by side: other work on the machine meets
   * both alike.
   *
   * @throws IllegalArgumentException if there are not as many of each
   */
  Spread over(Spread limit) {
    if (readings.size() != limit.readings.size()) {
      throw new IllegalArgumentException(
          "there are "
              + readings.size()
              + " readings and "
              + limit.readings.size()
              + " of the limit, expected as many");
    }
    return new Spread(
        IntStream.range(0, readings.size())
            .mapToObj(i -> readings.get(i) / limit.readings.get(i))
            .toList());
  }
}
